using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Attachments;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.Attachments;

public sealed class DetachUserPolicyTests : IamTests
{
    [Fact]
    public async Task Detaches_one_policy_alone()
    {
        var user = GivenUser("alice");
        var policy = GivenPolicy("shared");
        GivenAttached(policy, user.Id);
        GivenAttached(policy, GivenUser("other").Id);

        await World.CallAsync(new DetachUserPolicy(), new() { UserName = "alice", PolicyArn = policy.Arn.Value });

        Assert.NotEqual(user.Id, Assert.Single(await World.ListAsync<PolicyUse>("")).EntityId);
    }

    [Fact]
    public async Task Refuses_a_policy_that_is_not_attached()
    {
        GivenUser("alice");
        var policy = GivenPolicy("shared");

        Assert.Equal(
            $"Policy {policy.Arn} was not found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new DetachUserPolicy(), new() { UserName = "alice", PolicyArn = policy.Arn.Value })));
    }

    [Fact]
    public async Task Refuses_what_is_not_the_ARN_of_a_policy()
    {
        GivenUser("alice");

        Assert.Equal(
            "ARN longpolicynamebutnoarn is not valid.",
            await RefusedAsync<InvalidInputException>(
                () => World.CallAsync(new DetachUserPolicy(), new() { UserName = "alice", PolicyArn = "longpolicynamebutnoarn" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new DetachUserPolicy(), new() { UserName = "none", PolicyArn = "arn:aws:iam::111122223333:policy/p" })));
}
