"""What the suites share: clients of an account of their own, the materials that the test made, and how a suite runs."""

import base64
import hashlib
import hmac
import json
import os
import struct
import sys
import time
import unittest

import boto3

TRUST_EC2 = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]}


def policy(actions, resource="*", effect="Allow", **more):
    """A policy with one statement."""
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": effect, "Action": actions, "Resource": resource, **more}]})


def trust(principal, actions="sts:AssumeRole", **more):
    """A trust policy with one statement."""
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": actions, "Principal": principal, **more}]})


def root(service, account):
    """A client of the root user of an account, which a dev server makes when it is first seen."""
    return boto3.client(service, aws_access_key_id=account, aws_secret_access_key="test", region_name="us-east-1")


def as_key(service, key, token=None):
    """A client with an access key, or with a session's credentials."""
    return boto3.client(
        service, region_name="us-east-1", aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"], aws_session_token=key.get("SessionToken", token))


def material(name):
    """One of the keys and certificates that were made for this run."""
    with open(os.path.join(os.environ["HOLDFAST_MATERIALS"], name), encoding="ascii") as file:
        return file.read()


def time_code(seed, steps=0):
    """What an authenticator shows, so many steps from now."""
    digest = hmac.new(base64.b32decode(seed), struct.pack(">Q", int(time.time()) // 30 + steps), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1000000:06}"


def enable_device(iam, user, name):
    """Gives a user an authenticator; the code of the present step stays unused."""
    device = iam.create_virtual_mfa_device(VirtualMFADeviceName=name)["VirtualMFADevice"]
    seed = device["Base32StringSeed"]
    iam.enable_mfa_device(
        UserName=user, SerialNumber=device["SerialNumber"], AuthenticationCode1=time_code(seed, -2), AuthenticationCode2=time_code(seed, -1))
    return device["SerialNumber"], seed


def main():
    """Runs the suite; it fails as a process when a test fails."""
    unittest.main(module=sys.modules["__main__"], verbosity=2)
