"""Every paginator that boto3 has for IAM gives, page by page of one, what one call gives; and none is forgotten here."""

import unittest

from harness import TRUST_EC2, enable_device, json, main, material, policy, root

ACCOUNT = "210000000002"
TAGS = [{"Key": key, "Value": "x"} for key in ("one", "two", "three")]
ARN = f"arn:aws:iam::{ACCOUNT}"
SIMULATED = {"ActionNames": ["iam:GetUser", "iam:ListUsers", "s3:GetObject"], "ResourceArns": ["*"]}


def given(iam):
    """At least two of everything."""
    for name in "abc":
        iam.create_user(UserName=f"user-{name}", Tags=TAGS)
        iam.create_group(GroupName=f"group-{name}")
        iam.add_user_to_group(GroupName=f"group-{name}", UserName="user-a")
        if name != "a":
            iam.add_user_to_group(GroupName="group-a", UserName=f"user-{name}")
        arn = iam.create_policy(PolicyName=f"policy-{name}", PolicyDocument=policy("iam:GetUser"), Tags=TAGS)["Policy"]["Arn"]
        iam.create_role(RoleName=f"role-{name}", AssumeRolePolicyDocument=json.dumps(TRUST_EC2), Tags=TAGS)
        for kind in ("user", "group", "role"):
            arguments = {f"{kind.title()}Name": f"{kind}-a"}
            getattr(iam, f"put_{kind}_policy")(**arguments, PolicyName=f"inline-{name}", PolicyDocument=policy("iam:GetUser"))
            getattr(iam, f"attach_{kind}_policy")(**arguments, PolicyArn=arn)
            getattr(iam, f"attach_{kind}_policy")(**{f"{kind.title()}Name": f"{kind}-{name}"}, PolicyArn=f"{ARN}:policy/policy-a")
        iam.create_policy_version(PolicyArn=f"{ARN}:policy/policy-a", PolicyDocument=policy("iam:GetUser"))
        iam.create_instance_profile(InstanceProfileName=f"profile-{name}", Tags=TAGS)
        iam.add_role_to_instance_profile(InstanceProfileName=f"profile-{name}", RoleName="role-a")
        iam.create_virtual_mfa_device(VirtualMFADeviceName=f"device-{name}", Tags=TAGS)
        iam.upload_server_certificate(
            ServerCertificateName=f"server-{name}", CertificateBody=material("server.pem"), PrivateKey=material("server.key"), Tags=TAGS)
    iam.create_account_alias(AccountAlias="holdfast-paginators")
    iam.create_saml_provider(Name="people", SAMLMetadataDocument=material("saml-blue.xml"), Tags=TAGS)
    iam.create_open_id_connect_provider(Url="https://pages.example.com", ThumbprintList=["a" * 40], ClientIDList=["one"], Tags=TAGS)
    for name in ("authority.pem", "signing.pem"):
        iam.upload_signing_certificate(UserName="user-a", CertificateBody=material(name))
    for name in ("id_rsa.pub", "id_rsa.pem"):
        iam.upload_ssh_public_key(UserName="user-a", SSHPublicKeyBody=material(name))
    for _ in range(2):
        iam.create_access_key(UserName="user-a")
    for name in ("first", "second"):
        enable_device(iam, "user-a", name)


USER, GROUP, ROLE = {"UserName": "user-a"}, {"GroupName": "group-a"}, {"RoleName": "role-a"}
POLICY = {"PolicyArn": f"{ARN}:policy/policy-a"}

# Paginator, its arguments, and the fewest items that it must find.
CASES = {
    "get_account_authorization_details": ({"Filter": ["User", "Role", "Group", "LocalManagedPolicy"]}, 12),
    "get_group": (GROUP, 3),
    "list_access_keys": (USER, 2),
    "list_account_aliases": ({}, 1),
    "list_attached_group_policies": (GROUP, 3),
    "list_attached_role_policies": (ROLE, 3),
    "list_attached_user_policies": (USER, 3),
    "list_entities_for_policy": (POLICY, 9),
    "list_group_policies": (GROUP, 3),
    "list_groups": ({}, 3),
    "list_groups_for_user": (USER, 3),
    "list_instance_profile_tags": ({"InstanceProfileName": "profile-a"}, 3),
    "list_instance_profiles": ({}, 3),
    "list_instance_profiles_for_role": (ROLE, 3),
    "list_mfa_device_tags": ({"SerialNumber": f"{ARN}:mfa/device-a"}, 3),
    "list_mfa_devices": (USER, 2),
    "list_open_id_connect_provider_tags": ({"OpenIDConnectProviderArn": f"{ARN}:oidc-provider/pages.example.com"}, 3),
    "list_policies": ({"Scope": "Local"}, 3),
    "list_policy_tags": (POLICY, 3),
    "list_policy_versions": (POLICY, 4),
    "list_role_policies": (ROLE, 3),
    "list_role_tags": (ROLE, 3),
    "list_roles": ({}, 3),
    "list_saml_provider_tags": ({"SAMLProviderArn": f"{ARN}:saml-provider/people"}, 3),
    "list_server_certificate_tags": ({"ServerCertificateName": "server-a"}, 3),
    "list_server_certificates": ({}, 3),
    "list_ssh_public_keys": (USER, 2),
    "list_signing_certificates": (USER, 2),
    "list_users": ({}, 3),
    "list_user_policies": (USER, 3),
    "list_user_tags": (USER, 3),
    "list_virtual_mfa_devices": ({}, 3),
    "list_service_specific_credentials": (USER, 0),
    "list_delegation_requests": None,
    "simulate_custom_policy": ({"PolicyInputList": [policy("iam:*")], **SIMULATED}, 3),
    "simulate_principal_policy": ({"PolicySourceArn": f"{ARN}:user/user-a", **SIMULATED}, 3),
}


class Paginators(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.iam = root("iam", ACCOUNT)
        given(cls.iam)

    def items(self, name, arguments, **paging):
        paginator = self.iam.get_paginator(name)
        found, pages = {str(key): [] for key in paginator.result_keys}, 0
        for page in paginator.paginate(**arguments, PaginationConfig=paging):
            pages += 1
            for key in paginator.result_keys:
                found[str(key)] += key.search(page) or []
        return found, pages

    def test_every_paginator_is_tried(self):
        operations = {method for method in dir(self.iam) if not method.startswith("_") and method != "can_paginate" and self.can_page(method)}
        self.assertEqual(set(), operations - set(CASES))

    def can_page(self, method):
        try:
            return self.iam.can_paginate(method)
        except KeyError:
            return False

    def test_pages_of_one_add_up_to_the_whole(self):
        for name, case in CASES.items():
            if case is None or not self.can_page(name):
                continue
            arguments, fewest = case
            with self.subTest(name):
                whole, _ = self.items(name, arguments)
                single, pages = self.items(name, arguments, PageSize=1)
                count = sum(len(items) for items in whole.values())
                self.assertGreaterEqual(count, fewest)
                self.assertEqual(whole, single)
                self.assertGreaterEqual(pages, min(count, 2))

    def test_no_item_comes_twice_and_an_order_is_kept(self):
        for name, arguments, attribute in (
            ("list_users", {}, "UserName"), ("list_groups", {}, "GroupName"), ("list_roles", {}, "RoleName"),
            ("list_policies", {"Scope": "AWS"}, "Arn"),
        ):
            with self.subTest(name):
                found, _ = self.items(name, arguments, PageSize=100 if name == "list_policies" else 2)
                names = [item[attribute] for items in found.values() for item in items]
                self.assertEqual(len(names), len(set(names)))

    def test_a_foreign_marker_is_refused(self):
        with self.assertRaises(self.iam.exceptions.ClientError) as raised:
            self.iam.list_users(Marker="bm90aGluZw==")
        self.assertEqual("ValidationError", raised.exception.response["Error"]["Code"])

    def test_paging_goes_on_while_items_come_and_go(self):
        first = self.iam.list_users(MaxItems=2)
        self.iam.create_user(UserName="user-aa")
        rest = self.iam.list_users(Marker=first["Marker"])
        self.iam.delete_user(UserName="user-aa")
        names = [user["UserName"] for user in first["Users"] + rest["Users"]]
        self.assertEqual(sorted(set(names)), sorted(names))
        self.assertIn("user-c", names)


main()
