"""Uploads by forms in a browser: fields, policies and their conditions, signatures of both versions, and what is answered."""

import base64
import datetime
import hashlib
import hmac
import json
import unittest
import xml.etree.ElementTree

from harness import main
from shelf import OWNER, bucket, client, endpoint, raw, text


def post(where, fields, file=b"bar", filename=None):
    """What a form is answered; fields come in their order, the file last."""
    line = "holdfast-form-boundary"
    body = b""
    for field, value in fields:
        body += f'--{line}\r\nContent-Disposition: form-data; name="{field}"; filename="{field}"\r\n\r\n{value}\r\n'.encode()
    body += f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="{filename or "file"}"\r\n\r\n'.encode() + file + f"\r\n--{line}--\r\n".encode()
    return raw("POST", f"/{where}", body, Content_Type=f"multipart/form-data; boundary={line}")


def moment(seconds=6000):
    """A time from now, as policies write it."""
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def conditions(where, *further, size=(0, 1024), prefix="foo"):
    """The usual conditions, and further ones."""
    return [{"bucket": where}, ["starts-with", "$key", prefix], {"acl": "private"}, ["starts-with", "$Content-Type", "text/plain"], ["content-length-range", *size], *further]


def signed(policy, key="foo.txt", access_key=OWNER, secret="test", **more):
    """The fields of a form whose policy is signed with version 2."""
    encoded = base64.b64encode(json.dumps(policy).encode()).decode()
    signature = base64.b64encode(hmac.new(secret.encode(), encoded.encode(), hashlib.sha1).digest()).decode()
    fields = {"key": key, "AWSAccessKeyId": access_key, "acl": "private", "signature": signature, "policy": encoded, "Content-Type": "text/plain", **more}
    return [(field, value) for field, value in fields.items() if value is not None]


class Forms(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.s3 = client()
        cls.here = bucket(cls.s3, is_open=True)
        cls.open = bucket(cls.s3, is_open=True)
        cls.s3.put_bucket_acl(Bucket=cls.open, ACL="public-read-write")

    def policy(self, *further, **more):
        return {"expiration": moment(), "conditions": conditions(self.here, *further, **more)}

    def test_nobody_writes_where_everybody_may(self):
        fields = [("key", "foo.txt"), ("acl", "public-read"), ("Content-Type", "text/plain")]
        self.assertEqual(post(self.open, fields)[0], 204)
        self.assertEqual(text(self.s3, self.open, "foo.txt"), "bar")
        status, _, body = post(self.open, [*fields, ("success_action_status", "201")])
        self.assertEqual((status, xml.etree.ElementTree.fromstring(body).find("Key").text), (201, "foo.txt"))
        self.assertEqual(post(self.open, [*fields, ("success_action_status", "404")])[::2], (204, b""))
        tags = "<Tagging><TagSet><Tag><Key>0</Key><Value>a</Value></Tag><Tag><Key>1</Key><Value>b</Value></Tag></TagSet></Tagging>"
        self.assertEqual(post(self.open, [*fields, ("tagging", tags)])[0], 204)
        self.assertEqual(len(self.s3.get_object_tagging(Bucket=self.open, Key="foo.txt")["TagSet"]), 2)
        self.assertEqual(post(self.here, fields)[0], 403)

    def test_signed_forms(self):
        for title, policy, more, file, filename in [
            ("plain", self.policy(), {}, b"bar", None),
            ("large", self.policy(size=(0, 5 << 20)), {}, b"foo" * (1 << 20), None),
            ("larger than what is read at once", self.policy(size=(4 << 20, 12 << 20)), {}, b"x" * ((4 << 20) + 200), None),
            ("key from the file's name", self.policy(), {"key": "${filename}"}, b"bar", "foo.txt"),
            ("ignored field", self.policy(), {"x-ignore-foo": "bar"}, b"bar", None),
            ("metadata", self.policy(["starts-with", "$x-amz-meta-foo", "bar"]), {"x-amz-meta-foo": "barclamp"}, b"bar", None),
            ("tags", self.policy(["starts-with", "$tagging", ""]), {"tagging": "<Tagging><TagSet><Tag><Key>0</Key><Value>a</Value></Tag></TagSet></Tagging>"}, b"bar", None),
        ]:
            with self.subTest(title):
                self.assertEqual(post(self.here, signed(policy, **more), file, filename)[0], 204)
                self.assertEqual(self.s3.get_object(Bucket=self.here, Key="foo.txt")["Body"].read(), file)
        self.assertEqual(post(self.here, signed(self.policy(prefix="\\$foo"), key="\\$foo.txt"))[0], 204)
        self.assertEqual(text(self.s3, self.here, "\\$foo.txt"), "bar")

    def test_names_of_fields_are_not_told_apart_by_case(self):
        policy = {"expiration": moment(), "conditions": [
            {"bUcKeT": self.here}, ["StArTs-WiTh", "$KeY", "foo"], {"AcL": "private"}, ["StArTs-WiTh", "$CoNtEnT-TyPe", "text/plain"], ["content-length-range", 0, 1024]]}
        fields = [({"key": "kEy", "acl": "aCl", "policy": "pOLICy"}.get(field, field), value) for field, value in signed(policy)]
        self.assertEqual(post(self.here, fields)[0], 204)

    def test_a_redirect_names_what_was_made(self):
        target = f"{endpoint()}/{self.open}"
        policy = {"expiration": moment(), "conditions": conditions(self.open, ["eq", "$success_action_redirect", target])}
        status, _, _ = post(self.open, signed(policy, success_action_redirect=target))
        self.assertEqual(status, 200)

    def test_what_forms_must_not_do(self):
        good = self.policy()
        without = {key: value for key, value in good.items() if key != "expiration"}
        for title, expected, policy, more in [
            ("wrong signature", 403, good, {"signature": "AAAA"}),
            ("unknown key", 403, good, {"access_key": "210000000039AAAA"}),
            ("wrong secret", 403, good, {"secret": "wrong"}),
            ("date in words", 400, {**good, "expiration": "2100-01-01 00:00:00+00:00"}, {}),
            ("no key", 400, {**good, "conditions": [good["conditions"][0], *good["conditions"][2:]]}, {"key": None}),
            ("no signature", 400, good, {"signature": None}),
            ("bucket not in the policy", 403, {**good, "conditions": good["conditions"][1:]}, {}),
            ("field that the policy asks for", 403, self.policy(["starts-with", "$x-amz-meta-foo", "bar"]), {}),
            ("other value", 403, self.policy(["eq", "$x-amz-meta-foo", ""]), {"x-amz-meta-foo": "barclamp"}),
            ("CONDITIONS", 400, {"expiration": good["expiration"], "CONDITIONS": good["conditions"]}, {}),
            ("EXPIRATION", 400, {"EXPIRATION": good["expiration"], "conditions": good["conditions"]}, {}),
            ("expired", 403, {**good, "expiration": moment(-6000)}, {}),
            ("no expiration", 400, without, {}),
            ("no conditions", 400, {"expiration": moment()}, {}),
            ("empty condition", 400, {"expiration": moment(), "conditions": [{}]}, {}),
            ("too large", 400, self.policy(size=(0, 0)), {}),
            ("too small", 400, self.policy(size=(512, 1000)), {}),
            ("half a range", 400, self.policy(size=(0,)), {}),
            ("negative range", 400, self.policy(size=(-1, 0)), {}),
            ("checksum that is none", 400, good, {"x-amz-checksum-sha256": "sailorjerry"}),
        ]:
            with self.subTest(title):
                self.assertEqual(post(self.here, signed(policy, **more))[0], expected)
        elsewhere = bucket(self.s3)
        self.assertEqual(post(elsewhere, [*signed(good), ("bucket", self.here)])[0], 403)

    def test_a_checksum_is_checked(self):
        right = base64.b64encode(hashlib.sha256(b"bar").digest()).decode()
        self.assertEqual(post(self.here, signed(self.policy(), **{"x-amz-checksum-sha256": right}))[0], 204)
        self.assertEqual(self.s3.head_object(Bucket=self.here, Key="foo.txt", ChecksumMode="ENABLED")["ChecksumSHA256"], right)
        wrong = base64.b64encode(hashlib.sha256(b"foo").digest()).decode()
        self.assertEqual(post(self.here, signed(self.policy(), **{"x-amz-checksum-sha256": wrong}))[0], 400)

    def test_forms_that_ask_for_a_key(self):
        import boto3
        key = boto3.client("kms", aws_access_key_id=OWNER, aws_secret_access_key="test", region_name="us-east-1").create_key()["KeyMetadata"]["Arn"]
        policy = self.policy(["starts-with", "$x-amz-server-side-encryption", ""], ["starts-with", "$x-amz-server-side-encryption-aws-kms-key-id", ""])
        more = {"x-amz-server-side-encryption": "aws:kms", "x-amz-server-side-encryption-aws-kms-key-id": key}
        self.assertEqual(post(self.here, signed(policy, **more))[0], 204)
        self.assertEqual(self.s3.head_object(Bucket=self.here, Key="foo.txt")["SSEKMSKeyId"], key)
        # A condition that anything satisfies is satisfied by a field that is not there.
        self.assertEqual(post(self.here, signed(policy))[0], 204)


if __name__ == "__main__":
    main()
