using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Attachments;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.Attachments;

public sealed class DetachGroupPolicyTests : IamTests
{
    [Fact]
    public async Task Detaches_one_policy_alone()
    {
        var group = GivenGroup("crew");
        var policy = GivenPolicy("shared");
        GivenAttached(policy, group.Id);
        GivenAttached(policy, GivenGroup("other").Id);

        await World.CallAsync(new DetachGroupPolicy(), new() { GroupName = "crew", PolicyArn = policy.Arn.Value });

        Assert.NotEqual(group.Id, Assert.Single(await World.ListAsync<PolicyUse>("")).EntityId);
    }

    [Fact]
    public async Task Refuses_a_policy_that_is_not_attached()
    {
        GivenGroup("crew");
        var policy = GivenPolicy("shared");

        Assert.Equal(
            $"Policy {policy.Arn} was not found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new DetachGroupPolicy(), new() { GroupName = "crew", PolicyArn = policy.Arn.Value })));
    }

    [Fact]
    public async Task Refuses_what_is_not_the_ARN_of_a_policy()
    {
        GivenGroup("crew");

        Assert.Equal(
            "ARN longpolicynamebutnoarn is not valid.",
            await RefusedAsync<InvalidInputException>(
                () => World.CallAsync(new DetachGroupPolicy(), new() { GroupName = "crew", PolicyArn = "longpolicynamebutnoarn" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_group()
        => Assert.Equal(
            "The group with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new DetachGroupPolicy(), new() { GroupName = "none", PolicyArn = "arn:aws:iam::111122223333:policy/p" })));
}
