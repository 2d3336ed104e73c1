"""What the suites about S3 share: buckets of their own, clients of three kinds, raw requests, and refusals as values."""

import itertools
import os
import urllib.error
import urllib.request
import uuid

import boto3
from botocore import UNSIGNED
from botocore.client import Config
from botocore.exceptions import ClientError

OWNER = "210000000031"
OTHER = "210000000032"

_run = uuid.uuid4().hex[:10]
_numbers = itertools.count(1)


def client(account=OWNER, **config):
    """A client of the root user of an account; nothing is tried twice."""
    return boto3.client(
        "s3", aws_access_key_id=account, aws_secret_access_key="test", region_name="us-east-1",
        config=Config(signature_version="s3v4", retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}, **config))


def nobody():
    """A client that signs nothing."""
    return boto3.client("s3", region_name="us-east-1", config=Config(signature_version=UNSIGNED, s3={"addressing_style": "path"}))


def name():
    """A bucket's name that nobody has."""
    return f"shelf-{_run}-{next(_numbers)}"


def bucket(s3, is_open=False, versioned=False, **more):
    """A new bucket; an open one has access control lists, and nothing blocks what makes it public."""
    made = name()
    if is_open:
        more.setdefault("ObjectOwnership", "ObjectWriter")
    s3.create_bucket(Bucket=made, **more)
    if is_open:
        s3.delete_public_access_block(Bucket=made)
    if versioned:
        s3.put_bucket_versioning(Bucket=made, VersioningConfiguration={"Status": "Enabled"})
    return made


def fill(s3, into, *keys):
    """Objects whose bodies are their keys."""
    for key in keys:
        s3.put_object(Bucket=into, Key=key, Body=key)
    return into


def text(s3, where, key, **more):
    """The body of an object."""
    return s3.get_object(Bucket=where, Key=key, **more)["Body"].read().decode()


def refusal(call, *arguments, **named):
    """The status and the code of what must be refused."""
    try:
        call(*arguments, **named)
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"], error.response["Error"]["Code"]
    return "not refused"


def with_headers(s3, operation, **headers):
    """Has further headers signed and sent with every call of an operation; None takes one away."""
    def change(params, **_):
        for header, value in headers.items():
            header = header.replace("_", "-")
            params["headers"].pop(header, None)
            if value is not None:
                params["headers"][header] = value
    s3.meta.events.register(f"before-call.s3.{operation}", change)
    return s3


def endpoint():
    """Where the server is."""
    return os.environ["AWS_ENDPOINT_URL"]


def raw(method, path, body=None, **headers):
    """What an unsigned or a presigned request is answered: status, headers, body."""
    url = path if path.startswith("http") else endpoint() + path
    request = urllib.request.Request(url, data=body, method=method, headers={key.replace("_", "-"): value for key, value in headers.items()})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()
