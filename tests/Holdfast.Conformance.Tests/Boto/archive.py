"""The archive as boto3's users use it: transfers in parts, versions, ranges, conditions, checksums, encryption, presigned links, hostile keys."""

import hashlib
import io
import os
import random
import tempfile
import unittest
import urllib.error
import urllib.request
import zlib

import boto3
import botocore
import botocore.exceptions
from boto3.s3.transfer import TransferConfig
from botocore.client import Config

from harness import as_key, json, main, policy, root

ACCOUNT = "210000000021"
STRANGER = "210000000022"

# Five gibibytes are asked for by hand: HOLDFAST_TRANSFER_BYTES=5368709120.
TRANSFER_BYTES = int(os.environ.get("HOLDFAST_TRANSFER_BYTES", 160 << 20))
HOSTILE = [
    "../../etc/passwd", "a//b", "/", ".", "..", "a b+c%20d", "Case", "case", "CASE", "\u00e9\u20ac\U0001f512", "e\u0301", "x" * 1024,
    "\u20ac" * 341, "tab\there", "line\nbreak", "a&b<c>'\"", "#?;=", "trailing/", "\x7f", "~tilde", "percent%2Fslash", "back\\slash",
]


class Pattern(io.RawIOBase):
    """Bytes that are never all in memory: the same four mebibytes, each time with its number in front."""

    def __init__(self, length):
        super().__init__()
        self.length, self.position = length, 0
        self.block = random.Random(7).randbytes(4 << 20)

    def readable(self):
        return True

    def readinto(self, into):
        count = min(len(into), self.length - self.position, len(self.block) - self.position % len(self.block))
        start = self.position % len(self.block)
        into[:count] = self.block[start:start + count]
        self.position += count
        return count


def pattern():
    """The bytes of a transfer, from the start."""
    return io.BufferedReader(Pattern(TRANSFER_BYTES), 1 << 20)


def digest_of(stream):
    """SHA-256 of a stream, read in pieces."""
    digest, length = hashlib.sha256(), 0
    while piece := stream.read(1 << 20):
        digest.update(piece)
        length += len(piece)
    return digest.hexdigest(), length


class Archive(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.s3 = root("s3", ACCOUNT)
        cls.bucket = "archive-boto"
        cls.s3.create_bucket(Bucket=cls.bucket)
        cls.s3.get_waiter("bucket_exists").wait(Bucket=cls.bucket)

    def fails(self, code, status, call, **arguments):
        with self.assertRaises(botocore.exceptions.ClientError) as raised:
            call(**arguments)
        answer = raised.exception.response
        self.assertEqual((code, status), (answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]))
        return answer

    def test_transfers_in_parts(self):
        config = TransferConfig(multipart_threshold=8 << 20, multipart_chunksize=16 << 20, max_concurrency=4)
        expected = digest_of(pattern())
        self.s3.upload_fileobj(pattern(), self.bucket, "large", Config=config, ExtraArgs={"Metadata": {"kind": "large"}})
        head = self.s3.head_object(Bucket=self.bucket, Key="large", PartNumber=1)
        self.assertEqual(-(-TRANSFER_BYTES // (16 << 20)), head["PartsCount"])
        self.assertEqual(expected, digest_of(self.s3.get_object(Bucket=self.bucket, Key="large")["Body"]))
        with tempfile.NamedTemporaryFile() as file:
            self.s3.download_fileobj(self.bucket, "large", file, Config=config)
            file.seek(0)
            self.assertEqual(expected, digest_of(file))
        self.s3.copy({"Bucket": self.bucket, "Key": "large"}, self.bucket, "copied", Config=config)
        self.assertEqual(expected, digest_of(self.s3.get_object(Bucket=self.bucket, Key="copied")["Body"]))
        start = (16 << 20) - 3
        ranged = self.s3.get_object(Bucket=self.bucket, Key="large", Range=f"bytes={start}-{start + 9}")
        source = Pattern(TRANSFER_BYTES)
        source.position = start
        first = source.read(10)
        self.assertEqual((206, (first + source.read(10 - len(first)))), (ranged["ResponseMetadata"]["HTTPStatusCode"], ranged["Body"].read()))

    def test_hostile_keys_are_keys(self):
        bucket = "archive-hostile"
        self.s3.create_bucket(Bucket=bucket)
        for key in HOSTILE:
            with self.subTest(key=key):
                body = hashlib.sha256(key.encode()).digest()
                self.s3.put_object(Bucket=bucket, Key=key, Body=body)
                self.assertEqual(body, self.s3.get_object(Bucket=bucket, Key=key)["Body"].read())
        listed = [item["Key"] for page in self.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, PaginationConfig={"PageSize": 3})
                  for item in page["Contents"]]
        self.assertEqual(sorted(HOSTILE, key=lambda key: key.encode()), listed)
        self.fails("KeyTooLongError", 400, self.s3.put_object, Bucket=bucket, Key="x" * 1025, Body=b"")
        deleted = self.s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in HOSTILE if key.isprintable()]})
        self.assertNotIn("Errors", deleted)
        self.assertEqual({key for key in HOSTILE if key.isprintable()}, {item["Key"] for item in deleted["Deleted"]})

    def test_versions_and_markers(self):
        bucket = "archive-versions"
        self.s3.create_bucket(Bucket=bucket)
        self.s3.put_object(Bucket=bucket, Key="k", Body=b"zero")
        self.s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
        ids = [self.s3.put_object(Bucket=bucket, Key="k", Body=body)["VersionId"] for body in (b"one", b"two")]
        marker = self.s3.delete_object(Bucket=bucket, Key="k")
        self.assertTrue(marker["DeleteMarker"])
        self.fails("NoSuchKey", 404, self.s3.get_object, Bucket=bucket, Key="k")
        self.fails("MethodNotAllowed", 405, self.s3.get_object, Bucket=bucket, Key="k", VersionId=marker["VersionId"])
        self.assertEqual(b"zero", self.s3.get_object(Bucket=bucket, Key="k", VersionId="null")["Body"].read())
        self.assertEqual(b"one", self.s3.get_object(Bucket=bucket, Key="k", VersionId=ids[0])["Body"].read())
        listed = self.s3.list_object_versions(Bucket=bucket)
        self.assertEqual([ids[1], ids[0], "null"], [version["VersionId"] for version in listed["Versions"]])
        self.assertEqual([True], [item["IsLatest"] for item in listed["DeleteMarkers"]])
        self.s3.delete_object(Bucket=bucket, Key="k", VersionId=marker["VersionId"])
        self.assertEqual(b"two", self.s3.get_object(Bucket=bucket, Key="k")["Body"].read())
        self.fails("BucketNotEmpty", 409, self.s3.delete_bucket, Bucket=bucket)

    def test_conditions(self):
        etag = self.s3.put_object(Bucket=self.bucket, Key="conditional", Body=b"one", IfNoneMatch="*")["ETag"]
        self.fails("PreconditionFailed", 412, self.s3.put_object, Bucket=self.bucket, Key="conditional", Body=b"two", IfNoneMatch="*")
        self.fails("PreconditionFailed", 412, self.s3.get_object, Bucket=self.bucket, Key="conditional", IfMatch='"none"')
        self.fails("304", 304, self.s3.get_object, Bucket=self.bucket, Key="conditional", IfNoneMatch=etag)
        self.fails("InvalidRange", 416, self.s3.get_object, Bucket=self.bucket, Key="conditional", Range="bytes=9-")
        self.assertEqual(b"ne", self.s3.get_object(Bucket=self.bucket, Key="conditional", Range="bytes=-2")["Body"].read())
        self.assertEqual("bytes 1-2/3", self.s3.get_object(Bucket=self.bucket, Key="conditional", Range="bytes=1-99")["ContentRange"])
        self.s3.put_object(Bucket=self.bucket, Key="conditional", Body=b"three", IfMatch=etag)

    def test_checksums(self):
        body = random.Random(3).randbytes(100_000)
        for algorithm in ("CRC32", "CRC32C", "SHA1", "SHA256"):
            with self.subTest(algorithm):
                try:
                    put = self.s3.put_object(Bucket=self.bucket, Key=algorithm, Body=body, ChecksumAlgorithm=algorithm)
                except botocore.exceptions.MissingDependencyException:
                    continue
                got = self.s3.get_object(Bucket=self.bucket, Key=algorithm, ChecksumMode="ENABLED")
                self.assertEqual(put[f"Checksum{algorithm}"], got[f"Checksum{algorithm}"])
                self.assertEqual(body, got["Body"].read())
                attributes = self.s3.get_object_attributes(Bucket=self.bucket, Key=algorithm, ObjectAttributes=["Checksum", "ObjectSize", "ETag"])
                self.assertEqual((len(body), put[f"Checksum{algorithm}"]), (attributes["ObjectSize"], attributes["Checksum"][f"Checksum{algorithm}"]))
        wrong = "AAAAAA=="
        self.fails("BadDigest", 400, self.s3.put_object, Bucket=self.bucket, Key="wrong", Body=body, ChecksumCRC32=wrong)
        self.fails("NoSuchKey", 404, self.s3.get_object, Bucket=self.bucket, Key="wrong")
        self.assertNotEqual(0, zlib.crc32(body))

    def test_encryption(self):
        kms = root("kms", ACCOUNT)
        key = kms.create_key()["KeyMetadata"]["Arn"]
        self.s3.put_object(Bucket=self.bucket, Key="sealed", Body=b"secret", ServerSideEncryption="aws:kms", SSEKMSKeyId=key)
        got = self.s3.get_object(Bucket=self.bucket, Key="sealed")
        self.assertEqual(("aws:kms", key, b"secret"), (got["ServerSideEncryption"], got["SSEKMSKeyId"], got["Body"].read()))
        kms.disable_key(KeyId=key)
        self.fails("KMS.DisabledException", 400, self.s3.get_object, Bucket=self.bucket, Key="sealed")
        self.assertEqual("AES256", self.s3.get_bucket_encryption(Bucket=self.bucket)["ServerSideEncryptionConfiguration"]["Rules"][0][
            "ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"])

    def test_links(self):
        s3 = boto3.client("s3", aws_access_key_id=ACCOUNT, aws_secret_access_key="test", region_name="us-east-1", config=Config(signature_version="s3v4"))
        put = s3.generate_presigned_url("put_object", Params={"Bucket": self.bucket, "Key": "by link"}, ExpiresIn=60)
        with urllib.request.urlopen(urllib.request.Request(put, data=b"linked", method="PUT")) as answer:
            self.assertEqual(200, answer.status)
        get = s3.generate_presigned_url("get_object", Params={"Bucket": self.bucket, "Key": "by link"}, ExpiresIn=60)
        with urllib.request.urlopen(get) as answer:
            self.assertEqual(b"linked", answer.read())
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(get[:-1] + ("0" if get[-1] != "0" else "1"))
        self.assertEqual(403, refused.exception.code)
        form = s3.generate_presigned_post(self.bucket, "forms/${filename}", Conditions=[["content-length-range", 1, 100]])
        boundary = "holdfast"
        fields = "".join(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in form["fields"].items())
        body = (fields + f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="note.txt"\r\n\r\nposted\r\n--{boundary}--\r\n').encode()
        post = urllib.request.Request(form["url"], data=body, headers={"Content-Type": f"multipart/form-data; boundary={boundary}"})
        with urllib.request.urlopen(post) as answer:
            self.assertEqual(204, answer.status)
        self.assertEqual(b"posted", self.s3.get_object(Bucket=self.bucket, Key="forms/note.txt")["Body"].read())

    def test_who_may(self):
        iam = root("iam", ACCOUNT)
        iam.create_user(UserName="reader")
        iam.put_user_policy(UserName="reader", PolicyName="read", PolicyDocument=policy("s3:GetObject", f"arn:aws:s3:::{self.bucket}/public/*"))
        reader = as_key("s3", iam.create_access_key(UserName="reader")["AccessKey"])
        self.s3.put_object(Bucket=self.bucket, Key="public/a", Body=b"a")
        self.s3.put_object(Bucket=self.bucket, Key="private/a", Body=b"a")
        self.assertEqual(b"a", reader.get_object(Bucket=self.bucket, Key="public/a")["Body"].read())
        denied = self.fails("AccessDenied", 403, reader.get_object, Bucket=self.bucket, Key="private/a")
        self.assertIn(f"arn:aws:iam::{ACCOUNT}:user/reader is not authorized to perform: s3:GetObject", denied["Error"]["Message"])
        self.fails("AccessDenied", 403, reader.get_object, Bucket=self.bucket, Key="public/none")
        stranger = root("s3", STRANGER)
        self.fails("AccessDenied", 403, stranger.get_object, Bucket=self.bucket, Key="public/a")
        self.s3.put_bucket_policy(Bucket=self.bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{STRANGER}:root"}, "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{self.bucket}/public/*"}]}))
        self.assertEqual(b"a", stranger.get_object(Bucket=self.bucket, Key="public/a")["Body"].read())
        self.fails("AccessDenied", 403, stranger.put_object, Bucket=self.bucket, Key="public/a", Body=b"")
        anonymous = boto3.client("s3", region_name="us-east-1", config=Config(signature_version=botocore.UNSIGNED))
        self.assertEqual("Access Denied", self.fails("AccessDenied", 403, anonymous.get_object, Bucket=self.bucket, Key="public/a")["Error"]["Message"])

    def test_lock(self):
        bucket = "archive-lock"
        self.s3.create_bucket(Bucket=bucket, ObjectLockEnabledForBucket=True)
        self.s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}})
        version = self.s3.put_object(Bucket=bucket, Key="k", Body=b"kept")["VersionId"]
        self.assertEqual("GOVERNANCE", self.s3.get_object_retention(Bucket=bucket, Key="k")["Retention"]["Mode"])
        self.fails("AccessDenied", 403, self.s3.delete_object, Bucket=bucket, Key="k", VersionId=version)
        self.s3.put_object_legal_hold(Bucket=bucket, Key="k", LegalHold={"Status": "ON"})
        self.fails("AccessDenied", 403, self.s3.delete_object, Bucket=bucket, Key="k", VersionId=version, BypassGovernanceRetention=True)
        self.s3.put_object_legal_hold(Bucket=bucket, Key="k", LegalHold={"Status": "OFF"})
        self.s3.delete_object(Bucket=bucket, Key="k", VersionId=version, BypassGovernanceRetention=True)
        self.assertNotIn("Versions", self.s3.list_object_versions(Bucket=bucket))


if __name__ == "__main__":
    main()
