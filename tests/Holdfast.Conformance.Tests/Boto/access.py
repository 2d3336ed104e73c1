"""Who may do what with buckets and objects: access control lists, everybody, bucket policies and their conditions, blocks of public access, presigned links, other origins."""

import datetime
import json
import unittest

from harness import main
from shelf import OTHER, OWNER, bucket, client, fill, name, nobody, raw, refusal, text, with_headers

EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers"
DENIED = (403, "AccessDenied")


def statement(action, where, effect="Allow", principal="*", **more):
    """A bucket policy with one statement about its objects."""
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": effect, "Principal": principal, "Action": action, "Resource": [f"arn:aws:s3:::{where}", f"arn:aws:s3:::{where}/*"], **more}]})


class Access(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.s3, cls.other = client(), client(OTHER)
        cls.me = cls.s3.list_buckets()["Owner"]["ID"]
        cls.them = cls.other.list_buckets()["Owner"]["ID"]

    def open(self, acl="private", **more):
        here = bucket(self.s3, is_open=True, **more)
        if acl != "private":
            self.s3.put_bucket_acl(Bucket=here, ACL=acl)
        return here

    def grants(self, answer):
        return [(grant["Grantee"].get("ID") or grant["Grantee"].get("URI"), grant["Permission"]) for grant in answer["Grants"]]

    def test_canned_lists_of_buckets_and_objects(self):
        here = fill(self.s3, self.open(), "foo")
        mine = (self.me, "FULL_CONTROL")
        for acl, expected in [("private", [mine]), ("public-read", [mine, (EVERYBODY, "READ")]), ("public-read-write", [mine, (EVERYBODY, "READ"), (EVERYBODY, "WRITE")]),
                              ("authenticated-read", [mine, (EVERYBODY.replace("All", "Authenticated"), "READ")])]:
            self.s3.put_bucket_acl(Bucket=here, ACL=acl)
            self.assertEqual(sorted(self.grants(self.s3.get_bucket_acl(Bucket=here))), sorted(expected))
            self.s3.put_object_acl(Bucket=here, Key="foo", ACL=acl)
            self.assertEqual(sorted(self.grants(self.s3.get_object_acl(Bucket=here, Key="foo"))), sorted(expected))
        self.assertEqual(refusal(with_headers(client(), "PutBucketAcl", x_amz_acl="public-ready").put_bucket_acl, Bucket=here, ACL="private"), (400, "InvalidArgument"))

    def test_a_bucket_owner_reads_what_the_writer_lets_it(self):
        here = self.open("public-read-write")
        for acl, permission in [("bucket-owner-read", "READ"), ("bucket-owner-full-control", "FULL_CONTROL")]:
            self.other.put_object(Bucket=here, Key="foo", Body=b"x", ACL=acl)
            self.assertEqual(sorted(self.grants(self.other.get_object_acl(Bucket=here, Key="foo"))), sorted([(self.them, "FULL_CONTROL"), (self.me, permission)]))

    def test_every_permission_of_a_bucket(self):
        for permission, may in [("FULL_CONTROL", "rwRW"), ("READ", "r"), ("WRITE", "w"), ("READ_ACP", "R"), ("WRITE_ACP", "W")]:
            here = self.open()
            self.s3.put_bucket_acl(Bucket=here, AccessControlPolicy={"Owner": {"ID": self.me}, "Grants": [
                {"Grantee": {"Type": "CanonicalUser", "ID": self.me}, "Permission": "FULL_CONTROL"}, {"Grantee": {"Type": "CanonicalUser", "ID": self.them}, "Permission": permission}]})
            with self.subTest(permission):
                for letter, call in [("r", lambda: self.other.head_bucket(Bucket=here)), ("R", lambda: self.other.get_bucket_acl(Bucket=here)),
                                     ("w", lambda: self.other.put_object(Bucket=here, Key="x", Body=b"x")), ("W", lambda: self.other.put_bucket_acl(Bucket=here, ACL="public-read"))]:
                    answer = refusal(call)
                    self.assertEqual(answer == "not refused", letter in may, (letter, answer))

    def test_lists_that_are_none(self):
        here = self.open()
        def grant(**grantee):
            return {"Owner": {"ID": self.me}, "Grants": [{"Grantee": grantee, "Permission": "FULL_CONTROL"}]}
        self.assertEqual(refusal(self.s3.put_bucket_acl, Bucket=here, AccessControlPolicy=grant(Type="CanonicalUser", ID="_foo")), (400, "InvalidArgument"))
        self.assertEqual(refusal(self.s3.put_bucket_acl, Bucket=here, AccessControlPolicy=grant(Type="AmazonCustomerByEmail", EmailAddress="no@example.invalid")), (400, "UnresolvableGrantByEmailAddress"))
        self.s3.put_bucket_acl(Bucket=here, AccessControlPolicy={"Owner": {"ID": self.me}, "Grants": []})
        self.assertEqual(self.s3.get_bucket_acl(Bucket=here)["Grants"], [])

    def test_grants_in_headers(self):
        here = name()
        self.s3.create_bucket(Bucket=here, ObjectOwnership="ObjectWriter", GrantRead=f"id={self.them}", GrantFullControl=f"id={self.me}")
        self.assertEqual(sorted(self.grants(self.s3.get_bucket_acl(Bucket=here))), sorted([(self.them, "READ"), (self.me, "FULL_CONTROL")]))
        self.s3.put_object(Bucket=here, Key="k", Body=b"x", GrantReadACP=f"id={self.them}", GrantRead=f"id={self.them}")
        self.assertEqual(sorted(self.grants(self.other.get_object_acl(Bucket=here, Key="k"))), sorted([(self.them, "READ"), (self.them, "READ_ACP")]))
        self.assertEqual(text(self.other, here, "k"), "x")

    def test_buckets_and_objects_of_every_kind(self):
        for of_bucket in ["private", "public-read", "public-read-write"]:
            for of_object in ["private", "public-read", "public-read-write"]:
                here = fill(self.s3, self.open(of_bucket), "foo", "bar")
                self.s3.put_object_acl(Bucket=here, Key="foo", ACL=of_object)
                with self.subTest(bucket=of_bucket, object=of_object):
                    self.assertEqual(refusal(self.other.get_object, Bucket=here, Key="foo") == "not refused", of_object != "private")
                    self.assertEqual(refusal(self.other.get_object, Bucket=here, Key="bar"), DENIED)
                    self.assertEqual(refusal(self.other.list_objects, Bucket=here) == "not refused", of_bucket != "private")
                    for key in ["foo", "bar", "new"]:
                        self.assertEqual(refusal(self.other.put_object, Bucket=here, Key=key, Body=b"x") == "not refused", of_bucket == "public-read-write")

    def test_everybody(self):
        here = fill(self.s3, self.open("public-read"), "shut")
        self.s3.put_object(Bucket=here, Key="foo", Body=b"foo", ACL="public-read")
        self.assertEqual(text(nobody(), here, "foo"), "foo")
        self.assertEqual(refusal(nobody().get_object, Bucket=here, Key="shut"), DENIED)
        self.assertEqual(refusal(nobody().put_object, Bucket=here, Key="foo", Body=b"x"), DENIED)
        self.s3.delete_object(Bucket=here, Key="foo")
        self.assertEqual(refusal(nobody().get_object, Bucket=here, Key="foo"), (404, "NoSuchKey"))
        self.s3.put_bucket_acl(Bucket=here, ACL="public-read-write")
        nobody().put_object(Bucket=here, Key="foo", Body=b"x")
        self.assertEqual(refusal(nobody().list_objects, Bucket=here, ExpectedBucketOwner=OTHER), DENIED)
        self.assertEqual(refusal(nobody().put_object, Bucket=here, Key="foo", Body=b"x", ExpectedBucketOwner=OTHER), DENIED)
        gone = name()
        self.assertEqual(refusal(nobody().get_object, Bucket=gone, Key="foo"), (404, "NoSuchBucket"))
        self.assertEqual(refusal(nobody().delete_object, Bucket=gone, Key="foo"), (404, "NoSuchBucket"))

    def test_presigned_links(self):
        here = fill(self.s3, self.open(), "foo")
        def link(operation="get_object", expires=1000, **more):
            return self.s3.generate_presigned_url(operation, Params={"Bucket": here, "Key": "foo", **more}, ExpiresIn=expires)
        self.assertEqual(raw("GET", link())[0], 200)
        self.assertEqual(raw("OPTIONS", link())[0], 400)
        self.assertEqual(raw("GET", link(expires=0))[0], 403)
        for expires in [-7, 609901]:
            self.assertEqual(raw("GET", link(expires=expires))[0], 400)
        self.assertEqual(raw("PUT", link("put_object", ACL="private"), b"hello", x_amz_acl="private")[0], 200)
        self.assertEqual(raw("GET", link(ResponseContentType="foo/bar", ResponseCacheControl="no-cache"))[1]["Content-Type"], "foo/bar")

    def test_policies_about_listing(self):
        here = fill(self.s3, self.open(), "asdf")
        policy = statement("s3:ListBucket", here)
        self.assertEqual(refusal(self.other.list_objects, Bucket=here), DENIED)
        self.s3.put_bucket_policy(Bucket=here, Policy=policy)
        self.assertEqual(len(self.other.list_objects(Bucket=here)["Contents"]), 1)
        self.assertEqual(self.s3.get_bucket_policy(Bucket=here)["Policy"], policy)
        self.s3.delete_bucket_policy(Bucket=here)
        self.assertEqual(refusal(self.s3.get_bucket_policy, Bucket=here), (404, "NoSuchBucketPolicy"))
        self.s3.put_bucket_acl(Bucket=here, ACL="authenticated-read")
        self.s3.put_bucket_policy(Bucket=here, Policy=statement("s3:ListBucket", here, "Deny"))
        self.assertEqual(refusal(self.other.list_objects, Bucket=here), DENIED)
        everywhere = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "s3:ListBucket", "Resource": ["arn:aws:s3:::*", "arn:aws:s3:::*/*"]}]})
        self.assertIn(refusal(self.s3.put_bucket_policy, Bucket=here, Policy=everywhere), ["not refused", (400, "MalformedPolicy")])
        outside = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "NotPrincipal": {"AWS": f"arn:aws:iam::{OTHER}:root"}, "Action": "s3:ListBucket", "Resource": f"arn:aws:s3:::{here}"}]})
        self.assertEqual(refusal(self.s3.put_bucket_policy, Bucket=here, Policy=outside), (400, "MalformedPolicy"))

    def test_policies_about_tags(self):
        here = fill(self.s3, self.open(), "public", "private", "other")
        for key, tag in [("public", ("security", "public")), ("private", ("security", "private")), ("other", ("security1", "public"))]:
            self.s3.put_object_tagging(Bucket=here, Key=key, Tagging={"TagSet": [{"Key": tag[0], "Value": tag[1]}, {"Key": "foo", "Value": "bar"}]})
        when = {"Condition": {"StringEquals": {"s3:ExistingObjectTag/security": "public"}}}
        for action, call in [("s3:GetObject", self.other.get_object), ("s3:GetObjectTagging", self.other.get_object_tagging), ("s3:GetObjectAcl", self.other.get_object_acl)]:
            self.s3.put_bucket_policy(Bucket=here, Policy=statement(action, here, **when))
            with self.subTest(action):
                call(Bucket=here, Key="public")
                self.assertEqual((refusal(call, Bucket=here, Key="private"), refusal(call, Bucket=here, Key="other")), (DENIED, DENIED))
        self.s3.put_bucket_policy(Bucket=here, Policy=statement("s3:PutObjectTagging", here, **when))
        def tag(key, value):
            return refusal(self.other.put_object_tagging, Bucket=here, Key=key, Tagging={"TagSet": [{"Key": "security", "Value": value}]})
        self.assertEqual([tag("public", "public"), tag("private", "public"), tag("public", "private"), tag("public", "public")], ["not refused", DENIED, "not refused", DENIED])
        self.s3.put_bucket_policy(Bucket=here, Policy=statement("s3:PutObject*", here, Condition={"StringEquals": {"s3:RequestObjectTag/security": "public"}}))
        self.assertEqual(refusal(self.other.put_object, Bucket=here, Key="new", Body=b"x"), DENIED)
        self.other.put_object(Bucket=here, Key="new", Body=b"x", Tagging="security=public")

    def test_policies_about_requests(self):
        source, here = fill(self.s3, self.open(), "public/foo", "private/foo"), self.open()
        self.s3.put_bucket_policy(Bucket=source, Policy=statement("s3:GetObject", source))
        def copy(key, s3=None, **more):
            return refusal((s3 or self.other).copy_object, Bucket=here, Key="copy", CopySource={"Bucket": source, "Key": key}, **more)
        self.s3.put_bucket_policy(Bucket=here, Policy=statement("s3:PutObject", here, Condition={"StringLike": {"s3:x-amz-copy-source": f"{source}/public/*"}}))
        self.assertEqual([copy("public/foo"), copy("private/foo")], ["not refused", DENIED])
        self.assertEqual(text(self.other, here, "copy"), "public/foo")
        self.s3.put_bucket_policy(Bucket=here, Policy=statement("s3:PutObject", here, Condition={"StringEquals": {"s3:x-amz-metadata-directive": "COPY"}}))
        self.assertEqual([copy("public/foo", MetadataDirective="COPY"), copy("public/foo")], ["not refused", DENIED])
        shut = json.loads(statement("s3:PutObject", here))
        shut["Statement"] += json.loads(statement("s3:PutObject", here, "Deny", Condition={"StringLike": {"s3:x-amz-acl": "public*"}}))["Statement"]
        self.s3.put_bucket_policy(Bucket=here, Policy=json.dumps(shut))
        self.other.put_object(Bucket=here, Key="k", Body=b"x")
        self.assertEqual(refusal(self.other.put_object, Bucket=here, Key="k", Body=b"x", ACL="public-read"), DENIED)
        self.s3.put_bucket_policy(Bucket=here, Policy=statement("s3:PutObject", here, Condition={"StringEquals": {"s3:x-amz-grant-full-control": f"id={self.me}"}}))
        self.assertEqual(refusal(self.other.put_object, Bucket=here, Key="key1", Body=b"x"), DENIED)
        self.other.put_object(Bucket=here, Key="key1", Body=b"x", GrantFullControl=f"id={self.me}")
        self.assertEqual(self.grants(self.s3.get_object_acl(Bucket=here, Key="key1")), [(self.me, "FULL_CONTROL")])
        self.s3.put_bucket_policy(Bucket=here, Policy=statement("s3:PutObject", here))
        self.other.put_object(Bucket=here, Key="key2", Body=b"x")
        self.assertEqual(refusal(self.s3.get_object_acl, Bucket=here, Key="key2"), DENIED)
        self.assertEqual(self.grants(self.other.get_object_acl(Bucket=here, Key="key2")), [(self.them, "FULL_CONTROL")])

    def test_policies_about_parts_and_referers(self):
        source, here = fill(self.s3, self.open(), "public/foo", "private/foo"), bucket(self.other)
        self.s3.put_bucket_policy(Bucket=source, Policy=json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{source}/public/*"}]}))
        upload = self.other.create_multipart_upload(Bucket=here, Key="new")["UploadId"]
        def part(key):
            return self.other.upload_part_copy(Bucket=here, Key="new", PartNumber=1, UploadId=upload, CopySource={"Bucket": source, "Key": key})
        self.assertEqual(refusal(part, "private/foo"), DENIED)
        etag = part("public/foo")["CopyPartResult"]["ETag"]
        self.other.complete_multipart_upload(Bucket=here, Key="new", UploadId=upload, MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": etag}]})
        self.assertEqual(text(self.other, here, "new"), "public/foo")
        self.s3.put_bucket_policy(Bucket=source, Policy=json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{source}/mp"}]}))
        self.assertEqual(refusal(self.other.create_multipart_upload, Bucket=source, Key="other"), DENIED)
        self.other.create_multipart_upload(Bucket=source, Key="mp")
        self.s3.put_bucket_policy(Bucket=source, Policy=statement("s3:GetObject", source, Condition={"StringLikeIfExists": {"aws:Referer": "http://www.example.com/*"}}))
        self.assertEqual(raw("GET", f"/{source}/public/foo", Referer="http://www.example.com/index.html")[0], 200)
        self.assertEqual(raw("GET", f"/{source}/public/foo", Referer="http://example.com")[0], 403)

    def test_blocks_of_public_access(self):
        here = fill(self.s3, self.open(), "foo")
        self.assertEqual(refusal(self.s3.get_public_access_block, Bucket=here), (404, "NoSuchPublicAccessBlockConfiguration"))
        def block(**more):
            self.s3.put_public_access_block(Bucket=here, PublicAccessBlockConfiguration={**dict.fromkeys(["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"], False), **more})
        block(BlockPublicAcls=True)
        for acl in ["public-read", "public-read-write", "authenticated-read"]:
            self.assertEqual(refusal(self.s3.put_bucket_acl, Bucket=here, ACL=acl), DENIED)
            self.assertEqual(refusal(self.s3.put_object, Bucket=here, Key="x", Body=b"", ACL=acl), DENIED)
        self.s3.put_object(Bucket=here, Key="x", Body=b"", ACL="private")
        block(BlockPublicPolicy=True)
        self.assertEqual(refusal(self.s3.put_bucket_policy, Bucket=here, Policy=statement("s3:GetObject", here)), DENIED)
        self.s3.put_bucket_policy(Bucket=here, Policy=statement("s3:GetObject", here, principal={"AWS": f"arn:aws:iam::{OTHER}:root"}))
        self.s3.delete_public_access_block(Bucket=here)
        self.s3.put_bucket_policy(Bucket=here, Policy=statement("s3:GetObject", here))
        self.assertEqual(text(nobody(), here, "foo"), "foo")
        block(RestrictPublicBuckets=True)
        self.assertEqual(refusal(nobody().get_object, Bucket=here, Key="foo"), DENIED)
        self.assertEqual(text(self.s3, here, "foo"), "foo")
        here = self.open("public-read")
        self.s3.put_object(Bucket=here, Key="key1", Body=b"abcde", ACL="public-read")
        self.assertEqual((text(self.other, here, "key1"), refusal(self.other.list_objects, Bucket=here)), ("abcde", "not refused"))
        block(IgnorePublicAcls=True)
        self.s3.put_bucket_acl(Bucket=here, ACL="public-read")
        self.assertEqual((refusal(self.other.list_objects, Bucket=here), refusal(self.other.get_object, Bucket=here, Key="key1")), (DENIED, DENIED))
        self.s3.put_bucket_policy(Bucket=here, Policy=statement("s3:GetBucketPublicAccessBlock", here, "Deny"))
        self.assertEqual(refusal(self.s3.get_public_access_block, Bucket=here), DENIED)

    def test_what_counts_as_public(self):
        here = self.open()
        for policy, expected in [
            (statement("s3:ListBucket", here), True), (statement("s3:ListBucket", here, Condition={"IpAddress": {"aws:SourceIp": "10.0.0.0/32"}}), False),
            (statement("s3:ListBucket", here, principal={"AWS": f"arn:aws:iam::{OTHER}:root"}), False),
        ]:
            self.s3.put_bucket_policy(Bucket=here, Policy=policy)
            self.assertEqual(self.s3.get_bucket_policy_status(Bucket=here)["PolicyStatus"]["IsPublic"], expected)

    def test_other_origins(self):
        here = self.open("public-read")
        self.assertEqual(refusal(self.s3.get_bucket_cors, Bucket=here), (404, "NoSuchCORSConfiguration"))
        self.s3.put_bucket_cors(Bucket=here, CORSConfiguration={"CORSRules": [{"AllowedMethods": ["GET"], "AllowedOrigins": ["*suffix"]}, {"AllowedMethods": ["GET"], "AllowedOrigins": ["start*end"]},
                                                                            {"AllowedMethods": ["GET"], "AllowedOrigins": ["prefix*"]}, {"AllowedMethods": ["PUT"], "AllowedOrigins": ["*.put"]}]})
        def ask(method, path, origin=None, wanted=None):
            status, headers, _ = raw(method, f"/{here}{path}", b"" if method == "PUT" else None, **({"Origin": origin} if origin else {}), **({"Access_Control_Request_Method": wanted} if wanted else {}))
            return status, headers["Access-Control-Allow-Origin"], headers["Access-Control-Allow-Methods"]
        for origin in ["foo.suffix", "startend", "start1end", "prefix", "prefix.suffix"]:
            self.assertEqual(ask("GET", "", origin), (200, origin, "GET"))
            self.assertEqual(ask("OPTIONS", "", origin, "GET"), (200, origin, "GET"))
        for origin in ["foo.bar", "foo.suffix.get", "0start12end", "bla.prefix"]:
            self.assertEqual(ask("GET", "", origin), (200, None, None))
            self.assertEqual(ask("OPTIONS", "", origin, "GET"), (403, None, None))
        self.assertEqual(ask("GET", ""), (200, None, None))
        self.assertEqual(ask("GET", "/bar", "foo.suffix"), (404, "foo.suffix", "GET"))
        self.assertEqual(ask("PUT", "/bar", "foo.suffix"), (403, None, None))
        self.assertEqual(ask("PUT", "/bar", "foo.put"), (403, "foo.put", "PUT"))
        self.assertEqual(ask("PUT", "/bar", "foo.suffix", "GET"), (403, "foo.suffix", "GET"))
        self.assertEqual(ask("PUT", "/bar", "foo.suffix", "PUT"), (403, None, None))
        for origin in [None, "foo.suffix", "bla"]:
            self.assertEqual(ask("OPTIONS", "", origin)[0], 400)
        self.assertEqual([ask("OPTIONS", "", "foo.put", "GET")[0], ask("OPTIONS", "", "foo.put", "PUT")], [403, (200, "foo.put", "PUT")])
        self.s3.put_bucket_cors(Bucket=here, CORSConfiguration={"CORSRules": [{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"], "ExposeHeaders": ["x-amz-meta-header1"]}]})
        self.assertEqual(ask("GET", "", "example.origin"), (200, "*", "GET"))
        self.assertEqual(raw("OPTIONS", f"/{here}/bar", Origin="example.origin", Access_Control_Request_Method="GET", Access_Control_Request_Headers="x-amz-meta-header2")[0], 403)

    def test_waiting_to_be_let_in(self):
        import socket
        from shelf import endpoint
        here = self.open()
        host, port = endpoint().removeprefix("http://").split(":")
        def ask():
            with socket.create_connection((host, int(port)), 5) as line:
                line.sendall(f"PUT /{here}/k HTTP/1.1\r\nHost: {host}\r\nContent-Length: 123\r\nExpect: 100-continue\r\n\r\n".encode())
                return line.recv(1024).split(b" ")[1]
        self.assertEqual(ask(), b"403")
        self.s3.put_bucket_acl(Bucket=here, ACL="public-read-write")
        self.assertEqual(ask(), b"100")

    def test_a_root_that_shut_itself_out(self):
        here = bucket(self.s3)
        policy = statement(["s3:PutBucketPolicy", "s3:GetBucketPolicy", "s3:DeleteBucketPolicy"], here, "Deny")
        self.s3.put_bucket_policy(Bucket=here, Policy=policy)
        self.assertEqual(refusal(self.s3.get_bucket_policy, Bucket=here), "not refused")
        self.s3.delete_bucket_policy(Bucket=here)
        self.s3.put_bucket_policy(Bucket=here, Policy=policy, ConfirmRemoveSelfBucketAccess=True)

    def test_keys_that_are_none(self):
        import boto3
        for key, secret in [("badauth", "roflmao"), (OWNER, "roflmao")]:
            bad = boto3.client("s3", aws_access_key_id=key, aws_secret_access_key=secret, region_name="us-east-1")
            self.assertEqual(refusal(bad.list_buckets)[0], 403)
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%a, %d %b %Y %H:%M:%S GMT")
        self.assertEqual(raw("GET", "/", Date=now)[0], 403)


if __name__ == "__main__":
    main()
