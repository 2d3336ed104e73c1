"""The credential providers of boto3: a profile with a role, MFA asked for, sessions renewed before they end, and a token from a file."""

import datetime
import json
import os
import tempfile
import unittest

import boto3
import botocore.session
from botocore.credentials import AssumeRoleCredentialFetcher, DeferredRefreshableCredentials

from harness import as_key, enable_device, main, policy, root, time_code, trust

ACCOUNT = "210000000004"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/team/reader"


class Sessions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.iam = iam = root("iam", ACCOUNT)
        iam.create_user(UserName="ada")
        cls.key = iam.create_access_key(UserName="ada")["AccessKey"]
        iam.put_user_policy(UserName="ada", PolicyName="assume", PolicyDocument=policy("sts:AssumeRole"))
        iam.create_role(RoleName="reader", Path="/team/", AssumeRolePolicyDocument=trust({"AWS": f"arn:aws:iam::{ACCOUNT}:user/ada"}))
        iam.put_role_policy(RoleName="reader", PolicyName="read", PolicyDocument=policy(["iam:List*", "iam:Get*"]))

    def profile(self, text):
        """A session whose profiles are these."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, "config")
        with open(path, "w", encoding="ascii") as file:
            file.write(text)
        session = botocore.session.Session(profile="work")
        session.set_config_variable("config_file", path)
        return session

    def base(self, more=""):
        return (
            f"[profile base]\naws_access_key_id = {self.key['AccessKeyId']}\naws_secret_access_key = {self.key['SecretAccessKey']}\n"
            f"[profile work]\nsource_profile = base\nrole_session_name = at-work\nregion = us-east-1\n{more}")

    def who(self, session):
        environment = {name: os.environ.pop(name) for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY") if name in os.environ}
        try:
            return boto3.Session(botocore_session=session).client("sts").get_caller_identity()["Arn"]
        finally:
            os.environ.update(environment)

    def test_a_profile_assumes_its_role(self):
        arn = self.who(self.profile(self.base(f"role_arn = {ROLE}\nduration_seconds = 900\n")))

        self.assertEqual(f"arn:aws:sts::{ACCOUNT}:assumed-role/reader/at-work", arn)

    def test_a_profile_asks_for_a_code(self):
        serial, seed = enable_device(self.iam, "ada", "phone")
        self.iam.create_role(RoleName="careful", AssumeRolePolicyDocument=trust(
            {"AWS": ACCOUNT}, Condition={"Bool": {"aws:MultiFactorAuthPresent": "true"}, "NumericLessThan": {"aws:MultiFactorAuthAge": "300"}}))
        session = self.profile(self.base(f"role_arn = arn:aws:iam::{ACCOUNT}:role/careful\nmfa_serial = {serial}\n"))
        session.get_component("credential_provider").get_provider("assume-role")._prompter = lambda _: time_code(seed)

        self.assertEqual(f"arn:aws:sts::{ACCOUNT}:assumed-role/careful/at-work", self.who(session))

    def test_a_chain_of_roles_is_followed(self):
        self.iam.create_role(RoleName="next", AssumeRolePolicyDocument=trust({"AWS": ROLE}))
        self.iam.put_role_policy(RoleName="reader", PolicyName="chain", PolicyDocument=policy("sts:AssumeRole"))
        session = self.profile(
            self.base(f"role_arn = arn:aws:iam::{ACCOUNT}:role/next\n").replace("source_profile = base", "source_profile = middle")
            + f"[profile middle]\nrole_arn = {ROLE}\nsource_profile = base\nrole_session_name = middle\n")

        self.assertEqual(f"arn:aws:sts::{ACCOUNT}:assumed-role/next/at-work", self.who(session))

    def test_credentials_are_renewed_before_they_end(self):
        session = botocore.session.Session()
        cache = {}
        fetcher = AssumeRoleCredentialFetcher(
            session.create_client, boto3.Session(self.key["AccessKeyId"], self.key["SecretAccessKey"]).get_credentials(), ROLE,
            extra_args={"RoleSessionName": "renewed", "DurationSeconds": 3600}, cache=cache)
        now = [datetime.datetime.now(datetime.timezone.utc)]
        credentials = DeferredRefreshableCredentials(fetcher.fetch_credentials, "assume-role", time_fetcher=lambda: now[0])
        first = credentials.get_frozen_credentials()
        same = credentials.get_frozen_credentials()
        cache.clear()
        now[0] += datetime.timedelta(minutes=50)
        renewed = credentials.get_frozen_credentials()

        self.assertEqual(first, same)
        self.assertNotEqual(first.access_key, renewed.access_key)
        for each in (first, renewed):
            iam = as_key("iam", {"AccessKeyId": each.access_key, "SecretAccessKey": each.secret_key, "SessionToken": each.token})
            self.assertEqual(["ada"], [user["UserName"] for user in iam.list_users()["Users"]])

    def test_a_token_in_a_file_is_exchanged(self):
        issuer = self.iam.enable_outbound_web_identity_federation()["IssuerIdentifier"]
        self.iam.put_user_policy(UserName="ada", PolicyName="tell", PolicyDocument=policy("sts:GetWebIdentityToken"))
        token = as_key("sts", self.key).get_web_identity_token(Audience=["holdfast"], SigningAlgorithm="RS256")["WebIdentityToken"]
        other = "210000000005"
        theirs = root("iam", other)
        provider = theirs.create_open_id_connect_provider(Url=issuer, ClientIDList=["holdfast"], ThumbprintList=["b" * 40])["OpenIDConnectProviderArn"]
        host = issuer.removeprefix("https://")
        theirs.create_role(RoleName="guest", AssumeRolePolicyDocument=trust(
            {"Federated": provider}, "sts:AssumeRoleWithWebIdentity",
            Condition={"StringEquals": {f"{host}:aud": "holdfast", f"{host}:sub": f"arn:aws:iam::{ACCOUNT}:user/ada"}}))
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "token")
            with open(path, "w", encoding="ascii") as file:
                file.write(token)
            session = self.profile(
                f"[profile work]\nrole_arn = arn:aws:iam::{other}:role/guest\nweb_identity_token_file = {path}\n"
                "role_session_name = from-file\nregion = us-east-1\n")
            arn = self.who(session)

        self.assertEqual(f"arn:aws:sts::{other}:assumed-role/guest/from-file", arn)

    def test_a_federated_user_and_a_session_token(self):
        sts = as_key("sts", self.key)
        self.iam.put_user_policy(UserName="ada", PolicyName="federate", PolicyDocument=policy("sts:GetFederationToken"))
        federated = sts.get_federation_token(Name="bob", Policy=policy("sts:*"), DurationSeconds=900)
        own = sts.get_session_token(DurationSeconds=900)["Credentials"]

        self.assertEqual(f"arn:aws:sts::{ACCOUNT}:federated-user/bob", federated["FederatedUser"]["Arn"])
        self.assertEqual(f"arn:aws:sts::{ACCOUNT}:federated-user/bob", as_key("sts", federated["Credentials"]).get_caller_identity()["Arn"])
        self.assertEqual(f"arn:aws:iam::{ACCOUNT}:user/ada", as_key("sts", own).get_caller_identity()["Arn"])

    def test_a_session_ends_where_its_policy_says(self):
        sts = as_key("sts", self.key)
        limited = sts.assume_role(RoleArn=ROLE, RoleSessionName="limited", Policy=policy("iam:ListUsers"))["Credentials"]
        iam = as_key("iam", limited)

        self.assertTrue(iam.list_users()["Users"])
        with self.assertRaises(iam.exceptions.ClientError) as raised:
            iam.list_roles()
        self.assertIn("because no session policy allows the iam:ListRoles action", raised.exception.response["Error"]["Message"])

    def test_sessions_are_revoked_by_the_time_of_their_token(self):
        self.iam.create_role(RoleName="revoked", AssumeRolePolicyDocument=trust({"AWS": ACCOUNT}))
        self.iam.put_role_policy(RoleName="revoked", PolicyName="read", PolicyDocument=policy("iam:ListUsers"))
        sts = as_key("sts", self.key)
        session = sts.assume_role(RoleArn=f"arn:aws:iam::{ACCOUNT}:role/revoked", RoleSessionName="test")["Credentials"]
        iam = as_key("iam", session)
        iam.list_users()
        later = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.iam.put_role_policy(RoleName="revoked", PolicyName="AWSRevokeOlderSessions", PolicyDocument=json.dumps({
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Deny", "Action": ["*"], "Resource": ["*"], "Condition": {"DateLessThan": {"aws:TokenIssueTime": later}}}]}))

        with self.assertRaises(iam.exceptions.ClientError) as raised:
            iam.list_users()
        self.assertIn("with an explicit deny in an identity-based policy", raised.exception.response["Error"]["Message"])


main()
