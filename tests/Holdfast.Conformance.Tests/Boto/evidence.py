"""What comes into the lake with boto3: log files that a trail delivered, imported from their bucket, and the events of an application of one's own."""

import base64
import hashlib
import time
import unittest

from harness import json, main, policy, root, trust

ACCOUNT = "210000000048"
FRIEND = "210000000049"
BUCKET = "boto-lake-evidence"


class Evidence(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.trail, cls.iam, cls.s3, cls.data = (root(service, ACCOUNT) for service in ("cloudtrail", "iam", "s3", "cloudtrail-data"))

    def ask(self, statement):
        query = self.trail.start_query(QueryStatement=statement)["QueryId"]
        while (answer := self.trail.get_query_results(QueryId=query))["QueryStatus"] in ("QUEUED", "RUNNING"):
            time.sleep(0.1)
        self.assertEqual("FINISHED", answer["QueryStatus"], answer.get("ErrorMessage"))
        return [tuple(value for column in row for value in column.values()) for row in answer["QueryResultRows"]]

    def deliver(self):
        """Has a trail deliver the making of two users, and gives the keys of its files."""
        self.s3.create_bucket(Bucket=BUCKET)
        self.s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps({"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": ["s3:PutObject", "s3:GetBucketAcl"],
            "Resource": [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/*"]}]}))
        self.trail.create_trail(Name="evidence", S3BucketName=BUCKET)
        self.trail.start_logging(Name="evidence")
        for name in ("ada", "grace"):
            self.iam.create_user(UserName=name)
        while self.trail.get_trail_status(Name="evidence").get("LatestDeliveryTime") is None:
            time.sleep(0.2)
        self.trail.stop_logging(Name="evidence")
        return [each["Key"] for each in self.s3.list_objects_v2(Bucket=BUCKET)["Contents"] if each["Key"].endswith(".json.gz")]

    def test_log_files_of_a_trail_are_imported(self):
        files = self.deliver()
        arn = self.trail.create_event_data_store(Name="imported", StartIngestion=False, TerminationProtectionEnabled=False)["EventDataStoreArn"]
        source = {"S3": {"S3LocationUri": f"s3://{BUCKET}", "S3BucketRegion": "us-east-1", "S3BucketAccessRoleArn": f"arn:aws:iam::{ACCOUNT}:role/importer"}}
        with self.assertRaises(self.trail.exceptions.InvalidImportSourceException):
            self.trail.start_import(Destinations=[arn], ImportSource=source)
        self.iam.create_role(RoleName="importer", AssumeRolePolicyDocument=trust(
            {"Service": "cloudtrail.amazonaws.com"}, Condition={"StringEquals": {"aws:SourceArn": arn}}))
        self.iam.put_role_policy(RoleName="importer", PolicyName="read", PolicyDocument=policy(["s3:ListBucket", "s3:GetObject"]))
        started = self.trail.start_import(Destinations=[arn], ImportSource=source)
        while (found := self.trail.get_import(ImportId=started["ImportId"]))["ImportStatus"] in ("INITIALIZING", "IN_PROGRESS"):
            time.sleep(0.1)
        self.assertEqual("COMPLETED", found["ImportStatus"], self.trail.list_import_failures(ImportId=started["ImportId"])["Failures"])
        self.assertEqual([], self.trail.list_import_failures(ImportId=started["ImportId"])["Failures"])
        self.assertEqual([started["ImportId"]], [each["ImportId"] for each in self.trail.list_imports(Destination=arn)["Imports"]])
        self.assertGreaterEqual(found["ImportStatistics"]["FilesCompleted"], 1)
        self.assertLessEqual(found["ImportStatistics"]["FilesCompleted"], len(files))
        self.assertEqual([("ada",), ("grace",)], self.ask(f"""
            SELECT element_at(requestParameters, 'userName') AS who FROM {arn.split('/')[-1]} WHERE eventName = 'CreateUser' AND errorCode IS NULL ORDER BY who"""))
        with self.assertRaises(self.trail.exceptions.InvalidParameterException):
            self.trail.stop_import(ImportId=started["ImportId"])

    def event(self, uid, **more):
        return json.dumps({
            "version": "1", "userIdentity": {"type": "CustomUser", "principalId": "ada", "details": {"team": "blue"}}, "eventSource": "shop.example.com",
            "eventName": "Refund", "eventTime": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "UID": uid, "requestParameters": {"amount": 7},
            "recipientAccountId": ACCOUNT, **more})

    def test_events_of_an_application_come_into_the_lake(self):
        arn = self.trail.create_event_data_store(Name="shop", TerminationProtectionEnabled=False, AdvancedEventSelectors=[
            {"FieldSelectors": [{"Field": "eventCategory", "Equals": ["ActivityAuditLog"]}]}])["EventDataStoreArn"]
        channel = self.trail.create_channel(Name="shop", Source="Custom", Destinations=[{"Type": "EVENT_DATA_STORE", "Location": arn}])["ChannelArn"]
        good = self.event("one")
        answer = self.data.put_audit_events(channelArn=channel, auditEvents=[
            {"id": "one", "eventData": good, "eventDataChecksum": base64.b64encode(hashlib.sha256(good.encode()).digest()).decode()},
            {"id": "two", "eventData": self.event("two", eventName=None)}])
        self.assertEqual(["one"], [each["id"] for each in answer["successful"]])
        self.assertEqual([("two", "FieldNotFound")], [(each["id"], each["errorCode"]) for each in answer["failed"]])
        self.assertEqual([("ada", "7", answer["successful"][0]["eventID"])], self.ask(f"""
            SELECT eventData.userIdentity.principalId, element_at(eventData.requestParameters, 'amount'), eventID FROM {arn.split('/')[-1]}"""))
        with self.assertRaises(self.data.exceptions.DuplicatedAuditEventId):
            self.data.put_audit_events(channelArn=channel, auditEvents=[{"id": "one", "eventData": good}] * 2)

        # Another account puts events when the channel's policy lets it, and says the external ID.
        friend = root("cloudtrail-data", FRIEND)
        put = {"channelArn": channel, "auditEvents": [{"id": "three", "eventData": self.event("three")}]}
        with self.assertRaises(friend.exceptions.ClientError) as refused:
            friend.put_audit_events(**put, externalId="shop")
        self.assertEqual("AccessDeniedException", refused.exception.response["Error"]["Code"])
        self.trail.put_resource_policy(ResourceArn=channel, ResourcePolicy=json.dumps({"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"AWS": FRIEND}, "Action": "cloudtrail-data:PutAuditEvents", "Resource": channel,
            "Condition": {"StringEquals": {"cloudtrail:ExternalId": "shop"}}}]}))
        with self.assertRaises(friend.exceptions.ClientError):
            friend.put_audit_events(**put)
        self.assertEqual(["three"], [each["id"] for each in friend.put_audit_events(**put, externalId="shop")["successful"]])
        self.trail.delete_resource_policy(ResourceArn=channel)
        with self.assertRaises(self.trail.exceptions.ResourcePolicyNotFoundException):
            self.trail.get_resource_policy(ResourceArn=channel)


if __name__ == "__main__":
    main()
