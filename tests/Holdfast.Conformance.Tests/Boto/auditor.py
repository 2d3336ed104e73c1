"""What audit tools read: an account's entities piece by piece, as policy-graph tools do, and all at once, as policy linters do; both tell the same."""

import csv
import io
import time
import unittest

from harness import TRUST_EC2, json, main, policy, root, trust

ACCOUNT = "210000000006"
ARN = f"arn:aws:iam::{ACCOUNT}"
KINDS = {"User": ("list_users", "Users"), "Group": ("list_groups", "Groups"), "Role": ("list_roles", "Roles")}


class Auditor(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.maxDiff = None
        cls.iam = iam = root("iam", ACCOUNT)
        shared = iam.create_policy(PolicyName="shared", Path="/team/", PolicyDocument=policy("iam:PassRole", f"{ARN}:role/svc/worker"))["Policy"]["Arn"]
        iam.create_policy_version(PolicyArn=shared, PolicyDocument=policy("iam:PassRole", f"{ARN}:role/svc/*"), SetAsDefault=True)
        iam.create_user(UserName="ada", Path="/people/", PermissionsBoundary=shared, Tags=[{"Key": "team", "Value": "blue"}])
        iam.create_user(UserName="joan")
        iam.create_group(GroupName="makers", Path="/teams/")
        iam.add_user_to_group(GroupName="makers", UserName="joan")
        iam.put_group_policy(GroupName="makers", PolicyName="make", PolicyDocument=policy(["iam:CreateUser", "iam:PutUserPolicy"]))
        iam.attach_user_policy(UserName="ada", PolicyArn=shared)
        iam.put_user_policy(UserName="ada", PolicyName="assume", PolicyDocument=policy("sts:AssumeRole", f"{ARN}:role/admin"))
        iam.create_role(RoleName="worker", Path="/svc/", AssumeRolePolicyDocument=json.dumps(TRUST_EC2))
        iam.attach_role_policy(RoleName="worker", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
        iam.create_role(RoleName="admin", AssumeRolePolicyDocument=trust({"AWS": f"{ARN}:user/people/ada"}))
        iam.put_role_policy(RoleName="admin", PolicyName="all", PolicyDocument=policy("*"))
        iam.create_instance_profile(InstanceProfileName="worker")
        iam.add_role_to_instance_profile(InstanceProfileName="worker", RoleName="worker")
        iam.create_access_key(UserName="ada")

    def pages(self, name, key, **arguments):
        return [item for page in self.iam.get_paginator(name).paginate(**arguments, PaginationConfig={"PageSize": 1}) for item in page[key]]

    def piecewise(self):
        found = {}
        for kind, (listing, key) in KINDS.items():
            for entity in self.pages(listing, key):
                low, name = kind.lower(), {f"{kind}Name": entity[f"{kind}Name"]}
                inline = {
                    each: getattr(self.iam, f"get_{low}_policy")(**name, PolicyName=each)["PolicyDocument"]
                    for each in self.pages(f"list_{low}_policies", "PolicyNames", **name)}
                attached = [each["PolicyArn"] for each in self.pages(f"list_attached_{low}_policies", "AttachedPolicies", **name)]
                more = {}
                if kind == "User":
                    more["groups"] = [group["GroupName"] for group in self.pages("list_groups_for_user", "Groups", **name)]
                    more["boundary"] = self.iam.get_user(**name)["User"].get("PermissionsBoundary", {}).get("PermissionsBoundaryArn")
                if kind == "Role":
                    more["trust"] = self.iam.get_role(**name)["Role"]["AssumeRolePolicyDocument"]
                    more["profiles"] = [each["Arn"] for each in self.pages("list_instance_profiles_for_role", "InstanceProfiles", **name)]
                found[entity["Arn"]] = {"inline": inline, "attached": attached, **more}
        return found

    def at_once(self):
        found, details = {}, {"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [], "Policies": []}
        for page in self.iam.get_paginator("get_account_authorization_details").paginate(PaginationConfig={"PageSize": 2}):
            for key, items in details.items():
                items += page[key]
        for kind in KINDS:
            for entity in details[f"{kind}DetailList"]:
                more = {}
                if kind == "User":
                    more["groups"] = entity["GroupList"]
                    more["boundary"] = entity.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn")
                if kind == "Role":
                    more["trust"] = entity["AssumeRolePolicyDocument"]
                    more["profiles"] = [each["Arn"] for each in entity["InstanceProfileList"]]
                found[entity["Arn"]] = {
                    "inline": {each["PolicyName"]: each["PolicyDocument"] for each in entity.get(f"{kind}PolicyList", [])},
                    "attached": [each["PolicyArn"] for each in entity["AttachedManagedPolicies"]], **more}
        return found, details["Policies"]

    def test_both_ways_of_reading_tell_the_same(self):
        found, _ = self.at_once()

        self.assertEqual(self.piecewise(), found)

    def test_the_managed_policies_that_are_used_come_with_their_documents(self):
        _, policies = self.at_once()
        used = {each["Arn"]: each for each in policies if each["AttachmentCount"] + each.get("PermissionsBoundaryUsageCount", 0)}

        self.assertEqual({f"{ARN}:policy/team/shared", "arn:aws:iam::aws:policy/AdministratorAccess"}, set(used))
        for arn, each in used.items():
            default = next(version for version in each["PolicyVersionList"] if version["IsDefaultVersion"])
            told = self.iam.get_policy_version(PolicyArn=arn, VersionId=each["DefaultVersionId"])["PolicyVersion"]
            self.assertEqual(told["Document"], default["Document"])

    def test_the_ways_to_become_an_administrator_are_seen_by_simulation(self):
        for source, action, resource, expected in (
            ("role/svc/worker", "iam:AttachUserPolicy", "*", "allowed"),
            ("role/admin", "iam:PutRolePolicy", f"{ARN}:role/admin", "allowed"),
            ("user/joan", "iam:PutUserPolicy", f"{ARN}:user/joan", "allowed"),
            ("user/joan", "iam:AttachUserPolicy", f"{ARN}:user/joan", "implicitDeny"),
            ("user/people/ada", "iam:PassRole", f"{ARN}:role/svc/worker", "allowed"),
            ("user/people/ada", "sts:AssumeRole", f"{ARN}:role/admin", "implicitDeny"),  # Her boundary does not have it.
        ):
            with self.subTest(f"{source} {action}"):
                answer = self.iam.simulate_principal_policy(PolicySourceArn=f"{ARN}:{source}", ActionNames=[action], ResourceArns=[resource])
                self.assertEqual(expected, answer["EvaluationResults"][0]["EvalDecision"])

    def test_the_credential_report_has_a_row_for_everybody(self):
        for _ in range(50):
            if self.iam.generate_credential_report()["State"] == "COMPLETE":
                break
            time.sleep(0.2)
        rows = list(csv.DictReader(io.StringIO(self.iam.get_credential_report()["Content"].decode())))

        self.assertEqual(["<root_account>", "ada", "joan"], [row["user"] for row in rows])
        self.assertEqual(["true", "false"], [row["access_key_1_active"] for row in rows[1:]])
        self.assertEqual(["not_supported", "false", "false"], [row["password_enabled"] for row in rows])

    def test_what_every_audit_asks_first_is_answered(self):
        self.assertEqual(ACCOUNT, root("sts", ACCOUNT).get_caller_identity()["Account"])
        self.assertEqual(2, self.iam.get_account_summary()["SummaryMap"]["Users"])
        self.assertEqual([], self.iam.list_account_aliases()["AccountAliases"])
        self.assertEqual([], self.iam.list_virtual_mfa_devices()["VirtualMFADevices"])
        self.assertEqual([], self.iam.list_saml_providers()["SAMLProviderList"])
        self.assertEqual([], self.iam.list_open_id_connect_providers()["OpenIDConnectProviderList"])
        self.assertEqual([], self.iam.list_server_certificates()["ServerCertificateMetadataList"])
        entities = self.iam.list_entities_for_policy(PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
        self.assertEqual(["worker"], [role["RoleName"] for role in entities["PolicyRoles"]])


main()
