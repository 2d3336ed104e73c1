using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.Attachments;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.InlinePolicies;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Tests.Iam.Accounts;

public sealed class IdentitySourceTests : IamTests
{
    [Fact]
    public async Task Knows_nobody_by_an_unknown_key()
        => Assert.Null(await FindAsync("AKIAIOSFODNN7EXAMPLE"));

    [Fact]
    public async Task Finds_root_without_policies()
    {
        World.Given(new IamAccount { Id = Account, Name = "test", Email = "root@example.com", Partition = "aws", CreateDate = Created });
        var created = await World.CallAsync(new CreateAccessKey(World.Sealer, Quotas), new());

        var identity = await FindAsync(created.AccessKey.AccessKeyId);

        Assert.Equal(
            (CallerKind.Root, "arn:aws:iam::111122223333:root", "111122223333", null),
            (identity!.Caller.Kind, identity.Caller.Arn, identity.Caller.PrincipalId, identity.Caller.UserName));
        Assert.Equal(created.AccessKey.SecretAccessKey, World.Sealer.Open(identity.SealedSecret!, created.AccessKey.AccessKeyId));
        Assert.True(identity.IsActive);
        Assert.Empty(identity.Policies);
    }

    [Fact]
    public async Task Finds_a_user_with_all_policies_that_govern_it()
    {
        var user = GivenUser("Alice", "/team/", ("Team", "red"));
        var group = GivenGroup("crew");
        GivenMember(group, user);
        GivenInline(user.Id, "own", """{"of":"user"}""");
        GivenInline(group.Id, "groups", """{"of":"group"}""");
        GivenAttached(GivenPolicy("attached", document: """{"attached":"user"}"""), user.Id);
        GivenAttached(GivenPolicy("shared", document: """{"attached":"group"}"""), group.Id);
        await GivenBoundaryAsync(GivenPolicy("limit", document: """{"bounds":"user"}"""), user);

        var identity = await FindAsync(await NewKeyAsync());

        Assert.Equal(
            (CallerKind.User, "arn:aws:iam::111122223333:user/team/Alice", user.Id, "Alice"),
            (identity!.Caller.Kind, identity.Caller.Arn, identity.Caller.PrincipalId, identity.Caller.UserName));
        Assert.Equal("red", identity.Caller.Tags["team"]);
        Assert.Equal(
            [
                new PolicySource(PolicyPart.Identity, "own", """{"of":"user"}"""),
                new PolicySource(PolicyPart.Identity, "arn:aws:iam::111122223333:policy/attached", """{"attached":"user"}"""),
                new PolicySource(PolicyPart.Group, "groups", """{"of":"group"}"""),
                new PolicySource(PolicyPart.Group, "arn:aws:iam::111122223333:policy/shared", """{"attached":"group"}"""),
                new PolicySource(PolicyPart.Boundary, "arn:aws:iam::111122223333:policy/limit", """{"bounds":"user"}"""),
            ],
            identity.Policies);
    }

    [Fact]
    public async Task Says_that_an_inactive_key_may_not_sign()
    {
        GivenUser("Alice");
        var key = await NewKeyAsync();

        await World.CallAsync(new UpdateAccessKey(), new() { UserName = "alice", AccessKeyId = key, Status = "Inactive" });

        Assert.False((await FindAsync(key))!.IsActive);
    }

    [Fact]
    public async Task Gives_the_version_in_force()
    {
        var policy = GivenPolicy("shared");
        GivenAttached(policy, GivenUser("Alice").Id);
        var key = await NewKeyAsync();

        await World.CallAsync(new CreatePolicyVersion(Quotas), new() { PolicyArn = policy.Arn.Value, PolicyDocument = OtherDocument, SetAsDefault = true });

        Assert.Equal(OtherDocument, Assert.Single((await FindAsync(key))!.Policies).Document);
    }

    [Fact]
    public async Task Lets_the_gate_see_when_any_of_it_changed()
    {
        var policy = GivenPolicy("shared");
        GivenGroup("crew");
        GivenUser("Alice");
        var key = await NewKeyAsync();

        await AssertNoticedAsync(key, new PutUserPolicy(), new() { UserName = "alice", PolicyName = "own", PolicyDocument = Document });
        await AssertNoticedAsync(key, new AttachUserPolicy(Quotas), new() { UserName = "alice", PolicyArn = policy.Arn.Value });
        await AssertNoticedAsync(key, new CreatePolicyVersion(Quotas), new() { PolicyArn = policy.Arn.Value, PolicyDocument = OtherDocument, SetAsDefault = true });
        await AssertNoticedAsync(key, new AddUserToGroup(Quotas), new() { UserName = "alice", GroupName = "crew" });
        await AssertNoticedAsync(key, new PutGroupPolicy(), new() { GroupName = "crew", PolicyName = "own", PolicyDocument = Document });
        await AssertNoticedAsync(key, new AttachGroupPolicy(Quotas), new() { GroupName = "crew", PolicyArn = policy.Arn.Value });
        await AssertNoticedAsync(key, new PutUserPermissionsBoundary(), new() { UserName = "alice", PermissionsBoundary = policy.Arn.Value });
        await AssertNoticedAsync(key, new TagUser(), new() { UserName = "alice", Tags = [new() { Key = "a", Value = "b" }] });
        await AssertNoticedAsync(key, new UpdateUser(), new() { UserName = "alice", NewUserName = "zoe" });
        await AssertNoticedAsync(key, new UpdateAccessKey(), new() { UserName = "zoe", AccessKeyId = key, Status = "Inactive" });
        await AssertNoticedAsync(key, new DeleteAccessKey(), new() { UserName = "zoe", AccessKeyId = key });
    }

    private async Task AssertNoticedAsync<TRequest, TResponse>(string key, IOperation<TRequest, TResponse> operation, TRequest request)
    {
        using var transaction = World.Store.Begin(new Cause("test", 0));
        await new IdentitySource().FindAsync(transaction, key, CancellationToken.None);
        Assert.True(World.Store.IsCurrent(transaction.Freshness));

        await World.CallAsync(operation, request);

        Assert.False(World.Store.IsCurrent(transaction.Freshness), operation.GetType().Name);
    }

    private async Task<Identity?> FindAsync(string key)
    {
        using var transaction = World.Store.Begin(new Cause("test", 0));
        return await new IdentitySource().FindAsync(transaction, key, CancellationToken.None);
    }

    private async Task<string> NewKeyAsync()
        => (await World.CallAsync(new CreateAccessKey(World.Sealer, Quotas), new() { UserName = "alice" })).AccessKey.AccessKeyId;
}
