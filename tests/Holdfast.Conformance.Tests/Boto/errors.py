"""Every error that a client may meet is the exception class that boto3 made of the model, with its status."""

import unittest

import botocore.exceptions

from harness import TRUST_EC2, as_key, json, main, material, policy, root, trust

ACCOUNT = "210000000001"


class Errors(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.iam = iam = root("iam", ACCOUNT)
        cls.sts = root("sts", ACCOUNT)
        iam.create_user(UserName="ada")
        cls.key = iam.create_access_key(UserName="ada")["AccessKey"]
        iam.create_access_key(UserName="ada")
        iam.create_role(RoleName="worker", AssumeRolePolicyDocument=json.dumps(TRUST_EC2))
        iam.create_service_linked_role(AWSServiceName="guardduty.amazonaws.com")

    def check(self, client, name, status, call, words=None, **arguments):
        with self.assertRaises(getattr(client.exceptions, name)) as raised:
            getattr(client, call)(**arguments)
        answer = raised.exception.response
        self.assertEqual(status, answer["ResponseMetadata"]["HTTPStatusCode"])
        self.assertEqual("Sender", answer["Error"].get("Type", "Sender"))
        self.assertTrue(answer["ResponseMetadata"]["RequestId"])
        if words:
            self.assertEqual(words, answer["Error"]["Message"])

    def undeclared(self, client, code, status, call, **arguments):
        with self.assertRaises(botocore.exceptions.ClientError) as raised:
            getattr(client, call)(**arguments)
        self.assertEqual((code, status), (raised.exception.response["Error"]["Code"], raised.exception.response["ResponseMetadata"]["HTTPStatusCode"]))
        return raised.exception.response["Error"]["Message"]

    def test_no_such_entity(self):
        for call, arguments, words in (
            ("get_user", {"UserName": "nobody"}, "The user with name nobody cannot be found."),
            ("get_group", {"GroupName": "none"}, "The group with name none cannot be found."),
            ("get_role", {"RoleName": "none"}, "The role with name none cannot be found."),
            ("get_policy", {"PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/none"}, f"Policy arn:aws:iam::{ACCOUNT}:policy/none was not found."),
            ("get_role_policy", {"RoleName": "worker", "PolicyName": "none"}, "The role policy with name none cannot be found."),
            ("get_user_policy", {"UserName": "ada", "PolicyName": "none"}, "The user policy with name none cannot be found."),
            ("get_instance_profile", {"InstanceProfileName": "none"}, "Instance Profile none cannot be found."),
            ("get_login_profile", {"UserName": "ada"}, "Login Profile for User ada cannot be found."),
            ("get_account_password_policy", {}, f"The Password Policy with domain name {ACCOUNT} cannot be found."),
            ("get_server_certificate", {"ServerCertificateName": "none"}, "The Server Certificate with name none cannot be found."),
        ):
            with self.subTest(call):
                self.check(self.iam, "NoSuchEntityException", 404, call, words, **arguments)

    def test_entity_already_exists(self):
        self.check(self.iam, "EntityAlreadyExistsException", 409, "create_user", "User with name ada already exists.", UserName="ada")
        self.check(
            self.iam, "EntityAlreadyExistsException", 409, "create_role", "Role with name worker already exists.",
            RoleName="worker", AssumeRolePolicyDocument=json.dumps(TRUST_EC2))

    def test_delete_conflict(self):
        self.iam.put_role_policy(RoleName="worker", PolicyName="p", PolicyDocument=policy("s3:*"))
        self.check(self.iam, "DeleteConflictException", 409, "delete_user", "Cannot delete entity, must delete access keys first.", UserName="ada")
        self.check(self.iam, "DeleteConflictException", 409, "delete_role", "Cannot delete entity, must delete policies first.", RoleName="worker")
        self.iam.delete_role_policy(RoleName="worker", PolicyName="p")

    def test_limit_exceeded(self):
        self.check(self.iam, "LimitExceededException", 409, "create_access_key", "Cannot exceed quota for AccessKeysPerUser: 2", UserName="ada")

    def test_malformed_policy_document(self):
        self.check(
            self.iam, "MalformedPolicyDocumentException", 400, "create_policy", PolicyName="bad",
            PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*"}]}))
        self.check(
            self.iam, "MalformedPolicyDocumentException", 400, "create_role", RoleName="bad", AssumeRolePolicyDocument=trust({"AWS": "arn:aws:iam::210000000001:user/nobody"}))

    def test_invalid_input(self):
        self.check(
            self.iam, "InvalidInputException", 400, "tag_user", UserName="ada", Tags=[{"Key": "a", "Value": "1"}, {"Key": "A", "Value": "2"}])

    def test_validation_error(self):
        self.undeclared(self.iam, "ValidationError", 400, "create_user", UserName="two words")

    def test_password_policy_violation(self):
        self.iam.create_user(UserName="weak")
        self.check(self.iam, "PasswordPolicyViolationException", 400, "create_login_profile", UserName="weak", Password="short")

    def test_invalid_user_type(self):
        self.check(self.iam, "InvalidUserTypeException", 400, "change_password", OldPassword="OldPassword1!", NewPassword="NewPassword1!")

    def test_invalid_authentication_code(self):
        device = self.iam.create_virtual_mfa_device(VirtualMFADeviceName="errors")["VirtualMFADevice"]["SerialNumber"]
        self.check(
            self.iam, "InvalidAuthenticationCodeException", 403, "enable_mfa_device",
            UserName="ada", SerialNumber=device, AuthenticationCode1="000000", AuthenticationCode2="000000")

    def test_certificates_and_keys(self):
        self.check(
            self.iam, "KeyPairMismatchException", 400, "upload_server_certificate",
            ServerCertificateName="mismatch", CertificateBody=material("signing.pem"), PrivateKey=material("server.key"))
        self.check(self.iam, "MalformedCertificateException", 400, "upload_signing_certificate", UserName="ada", CertificateBody="no certificate")
        self.check(
            self.iam, "InvalidPublicKeyException", 400, "upload_ssh_public_key", UserName="ada", SSHPublicKeyBody="ssh-rsa no key")
        self.iam.upload_signing_certificate(UserName="ada", CertificateBody=material("signing.pem"))
        self.check(
            self.iam, "DuplicateCertificateException", 409, "upload_signing_certificate", UserName="ada", CertificateBody=material("signing.pem"))
        self.iam.upload_ssh_public_key(UserName="ada", SSHPublicKeyBody=material("id_rsa.pub"))
        self.check(
            self.iam, "DuplicateSSHPublicKeyException", 400, "upload_ssh_public_key", UserName="ada", SSHPublicKeyBody=material("id_rsa.pub"))

    def test_service_not_supported(self):
        self.check(
            self.iam, "ServiceNotSupportedException", 404, "create_service_specific_credential", UserName="ada", ServiceName="s3.amazonaws.com")

    def test_unmodifiable_entity(self):
        self.check(
            self.iam, "UnmodifiableEntityException", 400, "attach_role_policy",
            RoleName="AWSServiceRoleForAmazonGuardDuty", PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")
        self.check(self.iam, "UnmodifiableEntityException", 400, "delete_role", RoleName="AWSServiceRoleForAmazonGuardDuty")

    def test_policy_not_attachable(self):
        self.check(
            self.iam, "PolicyNotAttachableException", 400, "attach_user_policy",
            UserName="ada", PolicyArn="arn:aws:iam::aws:policy/aws-service-role/AmazonGuardDutyServiceRolePolicy")

    def test_credential_report_not_present(self):
        self.check(self.iam, "CredentialReportNotPresentException", 410, "get_credential_report")

    def test_features(self):
        self.check(self.iam, "FeatureDisabledException", 404, "get_outbound_web_identity_federation_info")
        self.check(
            self.sts, "OutboundWebIdentityFederationDisabledException", 403, "get_web_identity_token", Audience=["a"], SigningAlgorithm="RS256")
        self.check(self.iam, "OrganizationNotFoundException", 400, "enable_organizations_root_sessions")

    def test_sessions(self):
        self.iam.put_user_policy(UserName="ada", PolicyName="assume", PolicyDocument=policy("sts:*"))
        self.iam.create_role(RoleName="open", AssumeRolePolicyDocument=trust({"AWS": ACCOUNT}))
        ada = as_key("sts", self.key)
        role = {"RoleArn": f"arn:aws:iam::{ACCOUNT}:role/open", "RoleSessionName": "test"}
        self.assertIn("root accounts", self.undeclared(self.sts, "AccessDenied", 403, "assume_role", **role))
        self.undeclared(ada, "AccessDenied", 403, "assume_role", **{**role, "RoleArn": f"arn:aws:iam::{ACCOUNT}:role/worker"})
        self.undeclared(ada, "ValidationError", 400, "assume_role", **role, DurationSeconds=7200)
        self.check(ada, "MalformedPolicyDocumentException", 400, "assume_role", **role, Policy="{}x")
        tags = [{"Key": f"key-{i}", "Value": "".join(chr(0x4E00 + (i * 251 + j * 97) % 20000) for j in range(240))} for i in range(40)]
        self.iam.update_assume_role_policy(RoleName="open", PolicyDocument=trust({"AWS": ACCOUNT}, ["sts:AssumeRole", "sts:TagSession"]))
        self.check(ada, "PackedPolicyTooLargeException", 400, "assume_role", **role, Tags=tags)
        self.check(ada, "InvalidAuthorizationMessageException", 400, "decode_authorization_message", EncodedMessage="nothing")
        self.check(
            ada, "InvalidIdentityTokenException", 400, "assume_role_with_web_identity", **role, WebIdentityToken="nothing")

    def test_authentication(self):
        self.undeclared(as_key("iam", {"AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "SecretAccessKey": "none"}), "InvalidClientTokenId", 403, "list_users")
        self.undeclared(as_key("iam", {**self.key, "SecretAccessKey": "none"}), "SignatureDoesNotMatch", 403, "list_users")
        self.undeclared(as_key("iam", self.key), "AccessDenied", 403, "list_users")


main()
