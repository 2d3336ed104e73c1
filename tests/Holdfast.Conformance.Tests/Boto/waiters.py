"""The waiters that boto3 has for IAM: each sees what is there at once, and gives up on what never comes."""

import unittest

import botocore.exceptions

from harness import TRUST_EC2, json, main, policy, root

ACCOUNT = "210000000003"


class Waiters(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.iam = root("iam", ACCOUNT)

    def test_each_waiter_sees_what_was_made(self):
        self.iam.create_user(UserName="ada")
        self.iam.create_role(RoleName="worker", AssumeRolePolicyDocument=json.dumps(TRUST_EC2))
        self.iam.create_instance_profile(InstanceProfileName="worker")
        self.iam.create_policy(PolicyName="read", PolicyDocument=policy("iam:Get*"))
        waits = {
            "user_exists": {"UserName": "ada"},
            "role_exists": {"RoleName": "worker"},
            "instance_profile_exists": {"InstanceProfileName": "worker"},
            "policy_exists": {"PolicyArn": f"arn:aws:iam::{ACCOUNT}:policy/read"},
        }
        self.assertEqual(set(self.iam.waiter_names), set(waits))
        for name, arguments in waits.items():
            with self.subTest(name):
                self.iam.get_waiter(name).wait(**arguments, WaiterConfig={"Delay": 1, "MaxAttempts": 1})

    def test_a_waiter_gives_up(self):
        with self.assertRaises(botocore.exceptions.WaiterError):
            self.iam.get_waiter("role_exists").wait(RoleName="never", WaiterConfig={"Delay": 0, "MaxAttempts": 2})


main()
