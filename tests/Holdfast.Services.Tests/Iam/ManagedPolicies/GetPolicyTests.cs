using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.ManagedPolicies;

public sealed class GetPolicyTests : IamTests
{
    [Fact]
    public async Task Tells_the_policy_with_its_uses_and_its_tags_even_when_there_are_none()
    {
        var policy = GivenPolicy("shared", "/team/");
        GivenAttached(policy, GivenUser("alice").Id);
        GivenAttached(policy, GivenGroup("crew").Id);
        await GivenBoundaryAsync(policy, GivenUser("bob"));

        var response = await World.CallAsync(new GetPolicy(), new() { PolicyArn = policy.Arn.Value });

        Assert.Equal(("shared", "v1", 2, 1), (
            response.Policy!.PolicyName, response.Policy.DefaultVersionId, response.Policy.AttachmentCount, response.Policy.PermissionsBoundaryUsageCount));
        Assert.Empty(response.Policy.Tags!);
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
        => Assert.Equal(
            "Policy arn:aws:iam::111122223333:policy/none was not found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new GetPolicy(), new() { PolicyArn = "arn:aws:iam::111122223333:policy/none" })));

    [Fact]
    public async Task Refuses_what_is_not_the_ARN_of_a_policy()
        => Assert.Equal(
            "ARN longpolicynamebutnoarn is not valid.",
            await RefusedAsync<InvalidInputException>(() => World.CallAsync(new GetPolicy(), new() { PolicyArn = "longpolicynamebutnoarn" })));

    [Fact]
    public async Task Refuses_the_ARN_of_another_partition()
        => Assert.Equal(
            "Invalid ARN partition",
            await RefusedAsync<CommonException>(
                () => World.CallAsync(new GetPolicy(), new() { PolicyArn = "arn:aws-cn:iam::111122223333:policy/p" })));

    [Fact]
    public async Task Acts_on_the_ARN_as_it_is_given_with_the_tags_of_the_policy()
    {
        var policy = GivenPolicy("shared", tags: ("team", "red"));

        var target = await World.TargetAsync(new GetPolicy(), new() { PolicyArn = policy.Arn.Value });

        Assert.Equal(policy.Arn, target.Resource);
        Assert.Equal("aws:ResourceTag/team", Assert.Single(target.Context).Name);
    }
}
