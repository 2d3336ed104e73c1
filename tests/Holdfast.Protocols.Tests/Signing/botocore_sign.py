"""Signs the requests that come as JSON on standard input with botocore and prints them as they would go out."""
import datetime
import json
import sys

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

batch = json.load(sys.stdin)
now = datetime.datetime.strptime(batch["now"], "%Y%m%dT%H%M%SZ")
botocore.auth.get_current_datetime = lambda remove_tzinfo=True: now
epoch = (now - datetime.datetime(1970, 1, 1)).total_seconds()
botocore.auth.time.time = lambda: epoch
botocore.auth.formatdate = lambda usegmt=True: now.strftime("%a, %d %b %Y %H:%M:%S GMT")

answers = []
for item in batch["requests"]:
    credentials = Credentials(batch["accessKeyId"], batch["secret"], item.get("token"))
    request = AWSRequest(
        method=item["method"], url=item["url"], headers=dict(item["headers"]), data=item["body"].encode())
    kind = item["signer"]
    signer = getattr(botocore.auth, kind)
    if kind.startswith("Hmac"):
        signer = signer(credentials)
    else:
        signer = signer(credentials, item["service"], item["region"])
    if kind == "S3SigV4Auth":
        request.context["client_config"] = None
    signer.add_auth(request)
    sent = request.prepare()
    headers = {name: value.decode() if isinstance(value, bytes) else value for name, value in sent.headers.items()}
    scheme, rest = sent.url.split("://", 1)
    host, slash, path = rest.partition("/")
    headers["Host"] = host
    if "Query" in kind:
        # Whoever opens a presigned URL sends none of the headers that the signer has hoisted into it.
        headers = {"Host": host}
    answers.append({"method": sent.method, "target": slash + path, "headers": list(headers.items())})
json.dump(answers, sys.stdout)
