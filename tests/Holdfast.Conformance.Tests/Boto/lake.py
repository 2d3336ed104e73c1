"""An investigation with boto3: an event data store, a question, its pages, and the answer in a bucket with the signature that the AWS CLI checks."""

import binascii
import gzip
import hashlib
import time
import unittest

from harness import json, main, root

ACCOUNT = "210000000047"
BUCKET = "boto-lake-answers"


class Investigator(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.trail, cls.iam, cls.s3 = (root(service, ACCOUNT) for service in ("cloudtrail", "iam", "s3"))
        cls.arn = cls.trail.create_event_data_store(Name="investigation", TerminationProtectionEnabled=False)["EventDataStoreArn"]
        cls.id = cls.arn.split("/")[-1]
        for name in ("ada", "grace", "joan"):
            cls.iam.create_user(UserName=name)
        cls.s3.create_bucket(Bucket=BUCKET)
        cls.s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps({"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "cloudtrail.amazonaws.com"},
            "Action": ["s3:PutObject", "s3:GetBucketAcl"],
            "Resource": [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/*"],
            "Condition": {"StringEquals": {"aws:SourceArn": cls.arn}}}]}))

    @classmethod
    def tearDownClass(cls):
        cls.trail.delete_event_data_store(EventDataStore=cls.arn)

    def ended(self, query):
        while True:
            described = self.trail.describe_query(QueryId=query)
            if described["QueryStatus"] not in ("QUEUED", "RUNNING"):
                self.assertEqual("FINISHED", described["QueryStatus"], described.get("ErrorMessage"))
                return described
            time.sleep(0.1)

    def test_a_question_is_answered_page_by_page(self):
        query = self.trail.start_query(QueryStatement=f"""
            SELECT element_at(requestParameters, 'userName') AS who, eventTime FROM {self.id}
            WHERE eventSource = 'iam.amazonaws.com' AND eventName = 'CreateUser' AND errorCode IS NULL
            ORDER BY who""")["QueryId"]
        self.ended(query)
        rows, more = [], {}
        while True:
            page = self.trail.get_query_results(QueryId=query, MaxQueryResults=2, **more)
            rows += [row[0]["who"] for row in page["QueryResultRows"]]
            if "NextToken" not in page:
                break
            more = {"NextToken": page["NextToken"]}
        self.assertEqual(["ada", "grace", "joan"], rows)
        self.assertIn(query, [each["QueryId"] for each in self.trail.list_queries(EventDataStore=self.arn)["Queries"]])

    def test_the_answer_in_the_bucket_is_signed(self):
        query = self.trail.start_query(
            QueryStatement=f"SELECT eventName, count(*) AS n FROM {self.id} GROUP BY eventName ORDER BY eventName",
            DeliveryS3Uri=f"s3://{BUCKET}/answers")["QueryId"]
        self.assertEqual("SUCCESS", self.ended(query)["DeliveryStatus"])
        keys = [each["Key"] for each in self.s3.list_objects_v2(Bucket=BUCKET)["Contents"] if query in each["Key"]]
        files = {key.split("/")[-1]: self.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read() for key in keys}
        sign = json.loads(files["result_sign.json"])
        for each in sign["files"]:
            self.assertEqual(each["fileHashValue"], hashlib.sha256(files[each["fileName"]]).hexdigest())
        self.assertTrue(gzip.decompress(files["result_1.csv.gz"]).startswith(b'"eventName","n"\n'))

        # What `aws cloudtrail verify-query-results` of the second version does, with the library by which the first version validates log files.
        import rsa
        found = {key["Fingerprint"]: key["Value"] for key in self.trail.list_public_keys()["PublicKeyList"]}
        key = rsa.PublicKey.load_pkcs1(found[sign["publicKeyFingerprint"]], format="DER")
        signature = binascii.unhexlify(sign["hashSignature"])
        rsa.verify(" ".join(each["fileHashValue"] for each in sign["files"]).encode(), signature, key)
        with self.assertRaises(rsa.VerificationError):
            rsa.verify(b"another", signature, key)

    def test_what_is_no_question_is_refused(self):
        with self.assertRaises(self.trail.exceptions.InvalidQueryStatementException):
            self.trail.start_query(QueryStatement=f"SELECT * FROM read_csv('/etc/passwd'), {self.id}")
        with self.assertRaises(self.trail.exceptions.EventDataStoreNotFoundException):
            self.trail.start_query(QueryStatement="SELECT * FROM 0233062b-51c6-4d18-8dec-a8c90da840d9")


main()
