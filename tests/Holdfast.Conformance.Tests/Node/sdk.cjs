// The AWS SDK for JavaScript as its users use it: errors that are classes, paginators, waiters, and credentials of a role.
"use strict";
const assert = require("node:assert/strict");
const { after, before, test } = require("node:test");
const iam = require("@aws-sdk/client-iam");
const sts = require("@aws-sdk/client-sts");
const { fromTemporaryCredentials } = require("@aws-sdk/credential-providers");

const account = "210000000007";
const root = { accessKeyId: account, secretAccessKey: "test" };
const client = new iam.IAMClient({ credentials: root });
const send = (command, by = client) => by.send(command);
const allow = (Action, more) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, ...more }] });
let key;

before(async () => {
  for (const UserName of ["ada", "grace", "joan"]) await send(new iam.CreateUserCommand({ UserName }));
  await send(new iam.PutUserPolicyCommand({ UserName: "ada", PolicyName: "assume", PolicyDocument: allow("sts:AssumeRole", { Resource: "*" }) }));
  await send(new iam.CreateRoleCommand({ RoleName: "reader", AssumeRolePolicyDocument: allow("sts:AssumeRole", { Principal: { AWS: account } }) }));
  await send(new iam.PutRolePolicyCommand({ RoleName: "reader", PolicyName: "read", PolicyDocument: allow("iam:List*", { Resource: "*" }) }));
  key = (await send(new iam.CreateAccessKeyCommand({ UserName: "ada" }))).AccessKey;
});

after(() => client.destroy());

test("errors are classes with the words of AWS", async () => {
  await assert.rejects(send(new iam.GetRoleCommand({ RoleName: "none" })), (error) =>
    error instanceof iam.NoSuchEntityException && error.message === "The role with name none cannot be found." && error.$metadata.httpStatusCode === 404);
  await assert.rejects(send(new iam.CreateUserCommand({ UserName: "ada" })), iam.EntityAlreadyExistsException);
  await assert.rejects(
    send(new iam.CreateRoleCommand({ RoleName: "bad", AssumeRolePolicyDocument: "{}" })), iam.MalformedPolicyDocumentException);
});

test("paginators give every page", async () => {
  const names = [];
  for await (const page of iam.paginateListUsers({ client, pageSize: 1 }, {})) names.push(...page.Users.map((user) => user.UserName));
  assert.deepEqual(names, ["ada", "grace", "joan"]);
});

test("waiters see what is there", async () => {
  const waited = await iam.waitUntilRoleExists({ client, maxWaitTime: 5 }, { RoleName: "reader" });
  assert.equal(waited.state, "SUCCESS");
});

test("a role is assumed behind the scenes", async () => {
  const credentials = fromTemporaryCredentials({
    masterCredentials: { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey },
    params: { RoleArn: `arn:aws:iam::${account}:role/reader`, RoleSessionName: "from-node", DurationSeconds: 900 },
  });
  const who = await send(new sts.GetCallerIdentityCommand({}), new sts.STSClient({ credentials }));
  const reader = new iam.IAMClient({ credentials });
  assert.equal(who.Arn, `arn:aws:sts::${account}:assumed-role/reader/from-node`);
  assert.equal((await send(new iam.ListRolesCommand({}), reader)).Roles.length, 1);
  await assert.rejects(send(new iam.CreateGroupCommand({ GroupName: "none" }), reader), { name: "AccessDenied" });
});
