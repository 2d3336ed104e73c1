"""Objects as S3 keeps them: headers, conditions, ranges, copies, uploads in parts, versions, checksums, attributes, locks, lifecycles and encryption at their edges."""

import base64
import datetime
import hashlib
import re
import threading
import unittest

import boto3

from harness import main
from shelf import OWNER, bucket, client, fill, name, refusal, text, with_headers

MEBIBYTE = 1 << 20
PART = 5 * MEBIBYTE
KEY_A = {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": "0" * 32}
KEY_B = {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": "1" * 32}
LATER = datetime.datetime(2040, 1, 1, tzinfo=datetime.timezone.utc)


def customer(key="0", md5=None):
    """The headers of a customer's key, as they are sent."""
    raw = (key * 32).encode()
    return {
        "x_amz_server_side_encryption_customer_algorithm": "AES256", "x_amz_server_side_encryption_customer_key": base64.b64encode(raw).decode(),
        "x_amz_server_side_encryption_customer_key_md5": md5 or base64.b64encode(hashlib.md5(raw).digest()).decode()}


def parts(s3, where, key, *bodies, create=None, **more):
    """An upload with its parts: its id, and what completes it."""
    upload = s3.create_multipart_upload(Bucket=where, Key=key, **(create or {}))["UploadId"]
    done = [{"PartNumber": number, "ETag": s3.upload_part(Bucket=where, Key=key, UploadId=upload, PartNumber=number, Body=body, **more)["ETag"].strip('"')}
            for number, body in enumerate(bodies, 1)]
    return {"Bucket": where, "Key": key, "UploadId": upload, "MultipartUpload": {"Parts": done}}


class Objects(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.s3 = client()

    def test_headers_that_go_in_and_out(self):
        here = bucket(self.s3)
        put = self.s3.put_object(Bucket=here, Key="foo", Body=b"bar", CacheControl="public, max-age=14400", Expires=LATER, Metadata={"meta1": "", "meta2": "x"}, ContentLanguage="eo")
        self.assertEqual(put["ETag"], '"37b51d194a7513e45b56f6524f2d51f2"')
        head = self.s3.head_object(Bucket=here, Key="foo")
        self.assertEqual((head["CacheControl"], head["Metadata"], head["ContentLanguage"]), ("public, max-age=14400", {"meta1": "", "meta2": "x"}, "eo"))
        self.s3.put_object(Bucket=here, Key="foo", Body=b"")
        head = self.s3.head_object(Bucket=here, Key="foo")
        self.assertEqual((head["ContentLength"], head["Metadata"]), (0, {}))
        answer = self.s3.get_object(Bucket=here, Key="foo", ResponseCacheControl="no-cache", ResponseContentDisposition="bla", ResponseContentEncoding="aaa",
                                    ResponseContentLanguage="esperanto", ResponseContentType="foo/bar", ResponseExpires="123")["ResponseMetadata"]["HTTPHeaders"]
        self.assertEqual([answer[header] for header in ["cache-control", "content-disposition", "content-encoding", "content-language", "content-type"]],
                         ["no-cache", "bla", "aaa", "esperanto", "foo/bar"])
        for sent, kept in [("gzip", "gzip"), ("deflate, gzip", "deflate, gzip"), ("gzip, aws-chunked", "gzip"), ("aws-chunked, gzip", "gzip"), ("aws-chunked", None), ("aws-chunked, aws-chunked", None)]:
            self.s3.put_object(Bucket=here, Key="encoding", ContentEncoding=sent)
            self.assertEqual(self.s3.head_object(Bucket=here, Key="encoding").get("ContentEncoding"), kept, sent)

    def test_headers_that_are_wrong(self):
        here = bucket(self.s3)
        for sent, expected in [("YWJyYWNhZGFicmE=", "InvalidDigest"), ("rL0Y20xC+Fzt72VPzMSk2A==", "BadDigest"), ("", "InvalidDigest")]:
            self.assertEqual(refusal(with_headers(client(), "PutObject", Content_MD5=sent).put_object, Bucket=here, Key="foo", Body=b"bar"), (400, expected))
        for headers in [{"Expect": "200"}, {"Expect": ""}, {"Content_Type": ""}]:
            with_headers(client(), "PutObject", **headers).put_object(Bucket=here, Key="foo", Body=b"bar")
        self.assertEqual(refusal(with_headers(client(), "PutObject", Transfer_Encoding=None, x_amz_checksum_sha256="bad").put_object, Bucket=here, Key="foo", Body=b"bar")[0], 400)
        self.assertEqual(refusal(self.s3.get_object, Bucket=here, Key="none"), (404, "NoSuchKey"))
        self.assertEqual(refusal(self.s3.put_object, Bucket=here + "-none", Key="k", Body=b"x"), (404, "NoSuchBucket"))

    def test_names_of_buckets(self):
        for bad in ["a", "aa", "192.168.5.123"]:
            self.assertEqual(refusal(self.s3.create_bucket, Bucket=bad), (400, "InvalidBucketName"))
        for bad in ["_foo", "foo_bar", "foo-", "foo..bar", "foo.-bar", "foo-.bar"]:
            spoiled = client()
            spoiled.meta.events.register("before-call.s3.CreateBucket", lambda params, bad=bad, **_: params.update(url=params["url"].replace("shelf-name", bad)))
            self.assertEqual(refusal(spoiled.create_bucket, Bucket="shelf-name"), (400, "InvalidBucketName"), bad)
        for good in [name() + "-" + "a" * 30, name() + ".111", "0" + name()]:
            self.s3.create_bucket(Bucket=good)
        here = fill(self.s3, bucket(self.s3), "kept")
        self.s3.create_bucket(Bucket=here)
        self.assertEqual(text(self.s3, here, "kept"), "kept")
        self.assertEqual(refusal(client("210000000034").create_bucket, Bucket=here), (409, "BucketAlreadyExists"))
        self.assertEqual(refusal(self.s3.delete_bucket, Bucket=here), (409, "BucketNotEmpty"))
        self.s3.delete_object(Bucket=here, Key="kept")
        self.s3.delete_bucket(Bucket=here)
        for call in [self.s3.delete_bucket, self.s3.list_objects]:
            self.assertEqual(refusal(call, Bucket=here), (404, "NoSuchBucket"))
        self.assertEqual(refusal(self.s3.head_bucket, Bucket=here)[0], 404)

    def test_conditions_of_reading(self):
        here = bucket(self.s3)
        etag = self.s3.put_object(Bucket=here, Key="foo", Body=b"bar")["ETag"]
        long_ago, far = datetime.datetime(1994, 10, 29, tzinfo=datetime.timezone.utc), datetime.datetime(2100, 10, 29, tzinfo=datetime.timezone.utc)
        changed = self.s3.head_object(Bucket=here, Key="foo")["LastModified"]
        for condition, expected in [({"IfMatch": etag}, None), ({"IfMatch": '"ABCORZ"'}, 412), ({"IfNoneMatch": etag}, 304), ({"IfNoneMatch": "ABCORZ"}, None), ({"IfModifiedSince": long_ago}, None),
                                    ({"IfModifiedSince": changed}, 304), ({"IfUnmodifiedSince": long_ago}, 412), ({"IfUnmodifiedSince": far}, None)]:
            answer = refusal(self.s3.get_object, Bucket=here, Key="foo", **condition)
            self.assertEqual(answer if expected is None else answer[0], expected or "not refused", condition)
        for condition, expected in [({"CopySourceIfMatch": etag}, None), ({"CopySourceIfMatch": "ABCORZ"}, 412), ({"CopySourceIfNoneMatch": etag}, 412), ({"CopySourceIfNoneMatch": "ABCORZ"}, None)]:
            answer = refusal(self.s3.copy_object, Bucket=here, Key="bar", CopySource=f"{here}/foo", **condition)
            self.assertEqual(answer, (412, "PreconditionFailed") if expected else "not refused", condition)

    def test_conditions_of_writing(self):
        for versioned in [False, True]:
            here = bucket(self.s3, versioned=versioned)
            def put(body=b"", here=here, **condition):
                return refusal(self.s3.put_object, Bucket=here, Key="obj", Body=body, **condition)
            self.assertEqual(put(IfNoneMatch="*"), "not refused")
            etag = self.s3.head_object(Bucket=here, Key="obj")["ETag"]
            self.assertEqual(put(IfNoneMatch="*"), (412, "PreconditionFailed"))
            self.assertEqual([put(IfMatch=etag), put(IfMatch="badetag")], ["not refused", (412, "PreconditionFailed")])
            self.s3.delete_object(Bucket=here, Key="obj")
            self.assertEqual(put(IfMatch=etag), (404, "NoSuchKey"))
            self.assertEqual(put(IfNoneMatch="*"), "not refused")

    def test_ranges(self):
        here = bucket(self.s3)
        self.s3.put_object(Bucket=here, Key="k", Body=b"testcontent")
        for wanted, body, said in [("bytes=4-7", b"cont", "bytes 4-7/11"), ("bytes=4-", b"content", "bytes 4-10/11"), ("bytes=-7", b"content", "bytes 4-10/11")]:
            answer = self.s3.get_object(Bucket=here, Key="k", Range=wanted)
            self.assertEqual((answer["Body"].read(), answer["ContentRange"], answer["ResponseMetadata"]["HTTPStatusCode"]), (body, said, 206))
        self.s3.put_object(Bucket=here, Key="empty", Body=b"")
        for key in ["k", "empty"]:
            self.assertEqual(refusal(self.s3.get_object, Bucket=here, Key=key, Range="bytes=40-50"), (416, "InvalidRange"))

    def test_copies(self):
        here, there = bucket(self.s3), bucket(self.s3)
        self.s3.put_object(Bucket=here, Key="foo?bar", Body=bytes(MEBIBYTE), Metadata={"key1": "value1"}, ContentType="audio/ogg")
        source = {"Bucket": here, "Key": "foo?bar"}
        self.s3.copy_object(Bucket=there, Key="bar&foo", CopySource=source)
        head = self.s3.head_object(Bucket=there, Key="bar&foo")
        self.assertEqual((head["ContentType"], head["Metadata"], head["ContentLength"]), ("audio/ogg", {"key1": "value1"}, MEBIBYTE))
        self.assertEqual(refusal(self.s3.copy_object, Bucket=here, Key="foo?bar", CopySource=source), (400, "InvalidRequest"))
        self.s3.copy_object(Bucket=here, Key="foo?bar", CopySource=source, Metadata={"foo": "bar"}, MetadataDirective="REPLACE")
        self.assertEqual(self.s3.head_object(Bucket=here, Key="foo?bar")["Metadata"], {"foo": "bar"})
        self.assertEqual(refusal(self.s3.copy_object, Bucket=here, Key="x", CopySource={"Bucket": here + "-none", "Key": "k"})[0], 404)
        self.assertEqual(refusal(self.s3.copy_object, Bucket=here, Key="x", CopySource={"Bucket": here, "Key": "none"})[0], 404)
        stranger = client("210000000034")
        self.assertEqual(refusal(stranger.copy_object, Bucket=bucket(stranger), Key="x", CopySource=source)[0], 403)

    def test_parts(self):
        here, blocks = bucket(self.s3), [letter * PART for letter in (b"a", b"b")] + [b"c" * MEBIBYTE]
        upload = parts(self.s3, here, "k", *blocks, create={"ContentType": "text/bla", "Metadata": {"foo": "bar"}, "Tagging": "Hello=World&foo=bar"})
        self.s3.upload_part(Bucket=here, Key="k", UploadId=upload["UploadId"], PartNumber=2, Body=blocks[1])
        self.assertEqual(refusal(self.s3.get_object, Bucket=here, Key="k", PartNumber=1), (404, "NoSuchKey"))
        for _ in range(2):
            self.s3.complete_multipart_upload(**upload)
        head = self.s3.head_object(Bucket=here, Key="k")
        self.assertEqual((head["ContentType"], head["Metadata"], head["ContentLength"]), ("text/bla", {"foo": "bar"}, 2 * PART + MEBIBYTE))
        self.assertEqual(len(self.s3.get_object_tagging(Bucket=here, Key="k")["TagSet"]), 2)
        whole = b"".join(blocks)
        for start in range(0, len(whole), 3_000_001):
            end = min(start + 3_000_000, len(whole) - 1)
            self.assertEqual(self.s3.get_object(Bucket=here, Key="k", Range=f"bytes={start}-{end}")["Body"].read(), whole[start:end + 1])
        for number, block in enumerate(blocks, 1):
            answer = self.s3.get_object(Bucket=here, Key="k", PartNumber=number)
            self.assertEqual((answer["PartsCount"], answer["Body"].read()), (3, block))
        self.assertIn(refusal(self.s3.get_object, Bucket=here, Key="k", PartNumber=5), [(416, "InvalidPartNumber"), (400, "InvalidPart")])
        self.s3.put_object(Bucket=here, Key="single", Body=b"body")
        self.assertEqual(text(self.s3, here, "single", PartNumber=1), "body")
        names = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"]
        said = self.s3.get_object_attributes(Bucket=here, Key="k", ObjectAttributes=names, MaxParts=1, PartNumberMarker=1)
        self.assertEqual((said["ObjectSize"], said["ObjectParts"]["TotalPartsCount"], said["ETag"], said["StorageClass"]), (len(whole), 3, head["ETag"].strip('"'), "STANDARD"))

    def test_uploads_that_fail(self):
        here = bucket(self.s3)
        upload = parts(self.s3, here, "k")
        self.assertEqual(refusal(self.s3.complete_multipart_upload, Bucket=here, Key="k", UploadId=upload["UploadId"]), (400, "MalformedXML"))
        upload = parts(self.s3, here, "k", *[b"x" * 10_240] * 3)
        self.assertEqual(refusal(self.s3.complete_multipart_upload, **upload), (400, "EntityTooSmall"))
        upload = parts(self.s3, here, "k", b"\0")
        for part in [{"PartNumber": 9999}, {"ETag": "f" * 32}]:
            spoiled = {"Parts": [{**upload["MultipartUpload"]["Parts"][0], **part}]}
            self.assertEqual(refusal(self.s3.complete_multipart_upload, **{**upload, "MultipartUpload": spoiled}), (400, "InvalidPart"))
        self.assertIn(upload["UploadId"], [item["UploadId"] for item in self.s3.list_multipart_uploads(Bucket=here)["Uploads"]])
        self.s3.abort_multipart_upload(Bucket=here, Key="k", UploadId=upload["UploadId"])
        self.assertEqual(refusal(self.s3.abort_multipart_upload, Bucket=here, Key="k", UploadId="56788"), (404, "NoSuchUpload"))

    def test_parts_that_are_copied(self):
        here = bucket(self.s3)
        for key in [" ", "_", "__", "?versionId", "source"]:
            self.s3.put_object(Bucket=here, Key=key, Body=b"12345")
            upload = self.s3.create_multipart_upload(Bucket=here, Key="dest")["UploadId"]
            answer = self.s3.upload_part_copy(Bucket=here, Key="dest", UploadId=upload, PartNumber=1, CopySource={"Bucket": here, "Key": key}, CopySourceRange="bytes=0-0")
            self.s3.complete_multipart_upload(Bucket=here, Key="dest", UploadId=upload, MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": answer["CopyPartResult"]["ETag"]}]})
            self.assertEqual(text(self.s3, here, "dest"), "1")
        upload = self.s3.create_multipart_upload(Bucket=here, Key="dest")["UploadId"]
        def copy(wanted, key="source"):
            return refusal(self.s3.upload_part_copy, Bucket=here, Key="dest", UploadId=upload, PartNumber=1, CopySource={"Bucket": here, "Key": key}, CopySourceRange=wanted)
        self.assertIn(copy("bytes=0-21"), [(400, "InvalidRange"), (416, "InvalidRange"), (400, "InvalidArgument")])
        for wanted in ["0-2", "bytes=0", "bytes=hello-world", "bytes=0-bar", "bytes=hello-", "bytes=0-2,3-5"]:
            self.assertEqual(copy(wanted), (400, "InvalidArgument"), wanted)
        self.s3.put_object(Bucket=here, Key="any%25.txt", Body=b"foo")
        self.assertEqual(copy("bytes=0-0", "any%.txt")[0], 404)

    def test_checksums(self):
        here, body = bucket(self.s3), b"A" * 1024
        for algorithm, value in [("SHA256", "arcu6553sHVAiX4MjW0j7I7vD4w6R+Gz9Ok0Q9lTa+0="), ("CRC64NVME", "Qeh8oXvGiSo=")]:
            field = f"Checksum{algorithm}"
            try:
                answer = self.s3.put_object(Bucket=here, Key="k", Body=body, ChecksumAlgorithm=algorithm, **{field: value})
            except boto3.exceptions.Boto3Error:
                continue
            self.assertEqual(answer[field], value)
            self.assertNotIn(field, self.s3.head_object(Bucket=here, Key="k"))
            self.assertEqual(self.s3.head_object(Bucket=here, Key="k", ChecksumMode="ENABLED")[field], value)
            self.assertEqual(self.s3.get_object_attributes(Bucket=here, Key="k", ObjectAttributes=["Checksum"])["Checksum"][field], value)
            self.assertEqual(refusal(self.s3.put_object, Bucket=here, Key="k", Body=body, ChecksumAlgorithm=algorithm, **{field: "bad"})[0], 400)
        upload = self.s3.create_multipart_upload(Bucket=here, Key="m", ChecksumAlgorithm="SHA256")
        self.assertEqual(upload["ChecksumAlgorithm"], "SHA256")
        part = self.s3.upload_part(Bucket=here, Key="m", UploadId=upload["UploadId"], PartNumber=1, Body=body, ChecksumAlgorithm="SHA256")
        done = {"Bucket": here, "Key": "m", "UploadId": upload["UploadId"], "MultipartUpload": {"Parts": [{"PartNumber": 1, "ETag": part["ETag"], "ChecksumSHA256": part["ChecksumSHA256"]}]}}
        self.assertEqual(refusal(self.s3.complete_multipart_upload, ChecksumSHA256="bad", **done)[0], 400)
        composite = base64.b64encode(hashlib.sha256(hashlib.sha256(body).digest()).digest()).decode() + "-1"
        self.assertEqual(self.s3.complete_multipart_upload(ChecksumSHA256=composite, **done)["ChecksumSHA256"], composite)

    def test_versions(self):
        here = bucket(self.s3)
        self.s3.put_object(Bucket=here, Key="k", Body=b"plain")
        self.s3.put_bucket_versioning(Bucket=here, VersioningConfiguration={"Status": "Enabled", "MFADelete": "Disabled"})
        first = self.s3.put_object(Bucket=here, Key="k", Body=b"first")["VersionId"]
        self.assertEqual(text(self.s3, here, "k", VersionId="null"), "plain")
        self.s3.delete_object(Bucket=here, Key="k", VersionId=first)
        self.assertEqual(text(self.s3, here, "k"), "plain")
        self.s3.put_bucket_versioning(Bucket=here, VersioningConfiguration={"Status": "Suspended"})
        self.assertNotIn("VersionId", self.s3.put_object(Bucket=here, Key="k", Body=b"again"))
        self.assertEqual(len(self.s3.list_object_versions(Bucket=here)["Versions"]), 1)
        marker = self.s3.delete_object(Bucket=here, Key="k")
        self.assertEqual((marker["DeleteMarker"], marker["VersionId"]), (True, "null"))
        head = refusal(self.s3.head_object, Bucket=here, Key="k")
        self.assertEqual(head[0], 404)
        self.s3.delete_object(Bucket=here, Key="k", VersionId="null")
        self.assertNotIn("DeleteMarkers", self.s3.list_object_versions(Bucket=here))
        here = bucket(self.s3, versioned=True)
        self.assertEqual(refusal(self.s3.get_object, Bucket=here, Key="none", VersionId="null"), (404, "NoSuchVersion"))
        answer = self.s3.delete_objects(Bucket=here, Delete={"Objects": [{"Key": "key"}]})["Deleted"][0]
        self.assertTrue(answer["DeleteMarker"])
        self.assertEqual(self.s3.list_object_versions(Bucket=here)["DeleteMarkers"][0]["VersionId"], answer["DeleteMarkerVersionId"])
        made = [{"Key": "key", "VersionId": self.s3.put_object(Bucket=here, Key="key", Body=b"x")["VersionId"]} for _ in range(2)] + [{"Key": "key", "VersionId": answer["DeleteMarkerVersionId"]}]
        for _ in range(2):
            self.assertNotIn("Errors", self.s3.delete_objects(Bucket=here, Delete={"Objects": made}))
        page = self.s3.list_object_versions(Bucket=here)
        self.assertNotIn("Versions", page)
        self.assertNotIn("DeleteMarkers", page)
        self.assertEqual(refusal(self.s3.delete_objects, Bucket=here, Delete={"Objects": [{"Key": f"{number}"} for number in range(1001)]})[0], 400)

    def test_many_at_once(self):
        here = bucket(self.s3, versioned=True)
        def run(*calls):
            failures = []
            def guard(call):
                try:
                    call()
                except Exception as error:
                    failures.append(error)
            threads = [threading.Thread(target=guard, args=[call]) for call in calls]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(failures, [])
        for _ in range(2):
            run(*[lambda number=number: self.s3.put_object(Bucket=here, Key="k", Body=f"{number}") for number in range(5)])
            versions = self.s3.list_object_versions(Bucket=here)["Versions"]
            self.assertEqual(len(versions), 5)
            run(*[lambda version=version: self.s3.delete_object(Bucket=here, Key="k", VersionId=version["VersionId"]) for version in versions])
            self.assertNotIn("Versions", self.s3.list_object_versions(Bucket=here))
        fill(self.s3, here, *[f"key{number}" for number in range(5)])
        every = {"Objects": [{"Key": item["Key"], "VersionId": item["VersionId"]} for item in self.s3.list_object_versions(Bucket=here)["Versions"]]}
        run(*[lambda: self.assertEqual(len(self.s3.delete_objects(Bucket=here, Delete=every)["Deleted"]), 5)] * 5)
        open_one = bucket(self.s3, is_open=True)
        run(*[lambda: self.s3.put_bucket_acl(Bucket=open_one, ACL="public-read")] * 30)

    def test_locks(self):
        plain, here = bucket(self.s3), bucket(self.s3, ObjectLockEnabledForBucket=True)
        def rule(enabled="Enabled", mode="GOVERNANCE", **period):
            return {"ObjectLockEnabled": enabled, "Rule": {"DefaultRetention": {"Mode": mode, **period}}}
        self.assertEqual(refusal(self.s3.put_object_lock_configuration, Bucket=plain, ObjectLockConfiguration=rule(Days=1)), (409, "InvalidBucketState"))
        self.assertEqual(refusal(self.s3.get_object_lock_configuration, Bucket=plain), (404, "ObjectLockConfigurationNotFoundError"))
        for spoiled, code in [(rule(Days=1, Years=1), "MalformedXML"), (rule(Days=0), "InvalidRetentionPeriod"), (rule(Years=-1), "InvalidRetentionPeriod"), (rule(mode="abc", Years=1), "MalformedXML"),
                              (rule(mode="governance", Years=1), "MalformedXML"), (rule("Disabled", Years=1), "MalformedXML")]:
            self.assertIn(refusal(self.s3.put_object_lock_configuration, Bucket=here, ObjectLockConfiguration=spoiled), [(400, code), (400, "InvalidArgument")], spoiled)
        self.s3.put_object_lock_configuration(Bucket=here, ObjectLockConfiguration=rule(Days=1))
        self.assertEqual(self.s3.get_object_lock_configuration(Bucket=here)["ObjectLockConfiguration"], rule(Days=1))
        self.s3.put_object_lock_configuration(Bucket=here, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled"})
        self.assertEqual(refusal(self.s3.put_bucket_versioning, Bucket=here, VersioningConfiguration={"Status": "Suspended"}), (409, "InvalidBucketState"))
        self.s3.put_object(Bucket=plain, Key="k", Body=b"x")
        for call, more in [(self.s3.put_object_retention, {"Retention": {"Mode": "GOVERNANCE", "RetainUntilDate": LATER}}), (self.s3.get_object_retention, {}), (self.s3.put_object_legal_hold, {"LegalHold": {"Status": "ON"}}),
                           (self.s3.get_object_legal_hold, {})]:
            self.assertEqual(refusal(call, Bucket=plain, Key="k", **more), (400, "InvalidRequest"))
        made = self.s3.put_object(Bucket=here, Key="k", Body=b"abc")["VersionId"]
        def retain(mode="GOVERNANCE", until=LATER, **more):
            return refusal(self.s3.put_object_retention, Bucket=here, Key="k", Retention={"Mode": mode, "RetainUntilDate": until}, **more)
        self.assertEqual([retain("governance"), retain("abc")], [(400, "MalformedXML")] * 2)
        self.assertEqual([retain(), retain(until=LATER + datetime.timedelta(2)), retain(until=LATER)], ["not refused", "not refused", (403, "AccessDenied")])
        self.assertEqual([retain("COMPLIANCE"), retain(BypassGovernanceRetention=True)], [(403, "AccessDenied"), "not refused"])
        self.assertEqual(refusal(self.s3.put_object_legal_hold, Bucket=here, Key="k", LegalHold={"Status": "abc"}), (400, "MalformedXML"))
        self.s3.put_object_legal_hold(Bucket=here, Key="k", LegalHold={"Status": "ON"})
        head = self.s3.head_object(Bucket=here, Key="k")
        self.assertEqual((head["ObjectLockMode"], head["ObjectLockRetainUntilDate"], head["ObjectLockLegalHoldStatus"]), ("GOVERNANCE", LATER, "ON"))
        self.assertEqual(refusal(self.s3.delete_object, Bucket=here, Key="k", VersionId=made, BypassGovernanceRetention=True), (403, "AccessDenied"))
        self.s3.put_object_legal_hold(Bucket=here, Key="k", LegalHold={"Status": "OFF"})
        self.assertEqual(refusal(self.s3.delete_object, Bucket=here, Key="k", VersionId=made), (403, "AccessDenied"))
        free = self.s3.put_object(Bucket=here, Key="free", Body=b"abc")["VersionId"]
        answer = self.s3.delete_objects(Bucket=here, Delete={"Objects": [{"Key": "k", "VersionId": made}, {"Key": "free", "VersionId": free}]})
        self.assertEqual(([item["Key"] for item in answer["Deleted"]], [(item["Key"], item["Code"]) for item in answer["Errors"]]), (["free"], [("k", "AccessDenied")]))
        self.s3.delete_object(Bucket=here, Key="k", VersionId=made, BypassGovernanceRetention=True)
        done = self.s3.complete_multipart_upload(**parts(self.s3, here, "m", b"abc", create={"ObjectLockMode": "GOVERNANCE", "ObjectLockRetainUntilDate": LATER}))
        self.assertEqual(refusal(self.s3.delete_object, Bucket=here, Key="m", VersionId=done["VersionId"]), (403, "AccessDenied"))

    def test_lifecycles(self):
        here = bucket(self.s3)
        def put(*rules, **more):
            return refusal(self.s3.put_bucket_lifecycle_configuration, Bucket=here, LifecycleConfiguration={"Rules": [{"ID": f"rule{number}", "Status": "Enabled", "Prefix": "test/", **rule} for number, rule in enumerate(rules)]}, **more)
        self.assertEqual(refusal(self.s3.get_bucket_lifecycle_configuration, Bucket=here), (404, "NoSuchLifecycleConfiguration"))
        self.s3.delete_bucket_lifecycle(Bucket=here)
        for rule in [{"Expiration": {"Days": 1}}, {"Expiration": {"Date": datetime.datetime(2027, 9, 27)}}, {"NoncurrentVersionExpiration": {"NoncurrentDays": 2}}, {"Expiration": {"ExpiredObjectDeleteMarker": True}},
                     {"AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 2}}]:
            self.assertEqual(put(rule), "not refused", rule)
        self.assertEqual(refusal(self.s3.put_bucket_lifecycle_configuration, Bucket=here, LifecycleConfiguration={"Rules": [{"ID": "r", "Status": "Enabled", "Filter": {}, "Expiration": {"ExpiredObjectDeleteMarker": True}}]}), "not refused")
        day = {"Expiration": {"Days": 2}}
        for rules, code in [([{**day, "ID": 256 * "a"}], "InvalidArgument"), ([{**day, "ID": "same"}, {**day, "ID": "same", "Prefix": "x"}], "InvalidArgument"), ([{**day, "Status": "enabled"}], "MalformedXML"), ([{"Expiration": {"Days": 0}}], "InvalidArgument")]:
            self.assertEqual(put(*rules), (400, code), rules)
        self.assertEqual(put({"Expiration": {"Days": 1}, "ID": "rule1"}), "not refused")
        expiry = self.s3.put_object(Bucket=here, Key="test/foo", Body=b"bar")["Expiration"]
        self.assertEqual(re.search(r'expiry-date="(.+)", rule-id="(.+)"', expiry)[2], "rule1")
        self.assertEqual(self.s3.head_object(Bucket=here, Key="test/foo")["Expiration"], expiry)

    def test_keys_of_customers(self):
        here = bucket(self.s3)
        self.s3.put_object(Bucket=here, Key="k", Body=b"A" * 1000, **KEY_A)
        self.assertEqual(self.s3.get_object(Bucket=here, Key="k", **KEY_A)["Body"].read(), b"A" * 1000)
        for call, more in [(self.s3.head_object, {}), (self.s3.get_object, {}), (self.s3.get_object_attributes, {"ObjectAttributes": ["ETag"]})]:
            self.assertEqual(refusal(call, Bucket=here, Key="k", **more)[0], 400)
        self.assertIn(refusal(self.s3.get_object, Bucket=here, Key="k", **KEY_B)[0], [400, 403])
        full = customer()
        for headers in [{**full, "x_amz_server_side_encryption_customer_key_md5": "A" * 22 + "=="}, {key: value for key, value in full.items() if not key.endswith("md5")},
                        {"x_amz_server_side_encryption_customer_algorithm": "AES256"}, {key: value for key, value in full.items() if not key.endswith("algorithm")},
                        {**full, "x_amz_server_side_encryption": "AES256"}, {**full, "x_amz_server_side_encryption": "aws:kms"}, {"x_amz_server_side_encryption": "aes:kms"},
                        {"x_amz_server_side_encryption": "AES256", "x_amz_server_side_encryption_aws_kms_key_id": "any"}, {"x_amz_server_side_encryption_aws_kms_key_id": "any"}]:
            self.assertEqual(refusal(with_headers(client(), "PutObject", **headers).put_object, Bucket=here, Key="x", Body=b"x"), (400, "InvalidArgument"), headers)
        upload = self.s3.create_multipart_upload(Bucket=here, Key="m", **KEY_A)["UploadId"]
        for key in [KEY_B, {}]:
            self.assertEqual(refusal(self.s3.upload_part, Bucket=here, Key="m", UploadId=upload, PartNumber=1, Body=b"x", **key)[0], 400)

    def test_keys_of_kms(self):
        here = bucket(self.s3)
        key = boto3.client("kms", aws_access_key_id=OWNER, aws_secret_access_key="test", region_name="us-east-1").create_key()["KeyMetadata"]["Arn"]
        self.s3.put_object(Bucket=here, Key="k", Body=b"x", ServerSideEncryption="aws:kms", SSEKMSKeyId=key)
        head = self.s3.head_object(Bucket=here, Key="k")
        self.assertEqual((head["ServerSideEncryption"], head["SSEKMSKeyId"]), ("aws:kms", key))
        for operation, call in [("HeadObject", "head_object"), ("GetObject", "get_object")]:
            self.assertEqual(refusal(getattr(with_headers(client(), operation, x_amz_server_side_encryption="aws:kms"), call), Bucket=here, Key="k")[0], 400)
        self.s3.put_bucket_encryption(Bucket=here, ServerSideEncryptionConfiguration={"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}]})
        self.assertEqual(self.s3.put_object(Bucket=here, Key="d", Body=b"x")["SSEKMSKeyId"], key)
        self.s3.complete_multipart_upload(**parts(self.s3, here, "m", b"A" * PART, b"B"))
        self.assertEqual(self.s3.get_object(Bucket=here, Key="m")["Body"].read(), b"A" * PART + b"B")
        self.s3.delete_bucket_encryption(Bucket=here)

    def test_policies_that_demand_encryption(self):
        import json
        here = bucket(self.s3)
        def deny(*conditions):
            self.s3.put_bucket_policy(Bucket=here, Policy=json.dumps({"Version": "2012-10-17", "Statement": [
                {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{here}/*", "Condition": condition} for condition in conditions]}))
        header = "s3:x-amz-server-side-encryption"
        deny({"Null": {header: "true"}})
        self.assertEqual(refusal(self.s3.put_object, Bucket=here, Key="k", Body=b"x"), (403, "AccessDenied"))
        self.assertEqual(self.s3.put_object(Bucket=here, Key="k", Body=b"x", ServerSideEncryption="AES256")["ServerSideEncryption"], "AES256")
        deny({"StringNotEquals": {header: "aws:kms"}}, {"Null": {header: "true"}})
        for more in [{}, {"ServerSideEncryption": "AES256"}]:
            self.assertEqual(refusal(self.s3.put_object, Bucket=here, Key="k", Body=b"x", **more), (403, "AccessDenied"))
        self.s3.put_object(Bucket=here, Key="k", Body=b"x", ServerSideEncryption="aws:kms")

    def test_tags(self):
        here = fill(self.s3, bucket(self.s3), "k")
        def put(*tags):
            return refusal(self.s3.put_object_tagging, Bucket=here, Key="k", Tagging={"TagSet": [{"Key": key, "Value": value} for key, value in tags]})
        self.assertEqual(put(*[(f"{number}", "v") for number in range(10)]), "not refused")
        self.assertEqual(self.s3.head_object(Bucket=here, Key="k")["ResponseMetadata"]["HTTPHeaders"].get("x-amz-tagging-count"), "10")
        for tags, code in [([(f"{number}", "v") for number in range(11)], ("BadRequest", "InvalidTag")), ([("k" * 129, "v")], ("InvalidTag",)), ([("k", "v" * 257)], ("InvalidTag",))]:
            self.assertIn(put(*tags), [(400, each) for each in code])
        self.s3.put_object(Bucket=here, Key="q", Body=b"x", Tagging="foo=bar&bar")
        self.assertEqual(sorted((tag["Key"], tag["Value"]) for tag in self.s3.get_object_tagging(Bucket=here, Key="q")["TagSet"]), [("bar", ""), ("foo", "bar")])
        self.assertEqual(refusal(self.s3.get_bucket_tagging, Bucket=here), (404, "NoSuchTagSet"))
        self.s3.put_bucket_tagging(Bucket=here, Tagging={"TagSet": [{"Key": "Hello", "Value": "World"}]})
        self.assertEqual(self.s3.get_bucket_tagging(Bucket=here)["TagSet"], [{"Key": "Hello", "Value": "World"}])


if __name__ == "__main__":
    main()
