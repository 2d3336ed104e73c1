using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class DeleteUserPolicyTests : IamTests
{
    [Fact]
    public async Task Deletes_one_policy_alone()
    {
        var user = GivenUser("alice");
        GivenInline(user.Id, "own");
        GivenInline(user.Id, "Own");

        await World.CallAsync(new DeleteUserPolicy(), new() { UserName = "alice", PolicyName = "own" });

        Assert.Equal("Own", Assert.Single(await World.ListAsync<InlinePolicy>("")).Name);
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
    {
        GivenUser("alice");

        Assert.Equal(
            "The user policy with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteUserPolicy(), new() { UserName = "alice", PolicyName = "none" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteUserPolicy(), new() { UserName = "none", PolicyName = "own" })));
}
