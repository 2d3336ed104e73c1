using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Attachments;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.Attachments;

public sealed class AttachUserPolicyTests : IamTests
{
    private AttachUserPolicy AttachUserPolicy => new(Quotas);

    [Fact]
    public async Task Attaches_a_policy_and_counts_it()
    {
        var user = GivenUser("alice");
        var policy = GivenPolicy("shared");

        await World.CallAsync(AttachUserPolicy, new() { UserName = "ALICE", PolicyArn = policy.Arn.Value });

        var use = Assert.Single(await World.ListAsync<PolicyUse>(""));
        Assert.Equal((policy.Id, user.Id, PolicyUseKind.Attached), (use.PolicyId, use.EntityId, use.Kind));
        var shown = await World.CallAsync(new GetPolicy(), new() { PolicyArn = policy.Arn.Value });
        Assert.Equal(1, shown.Policy!.AttachmentCount);
    }

    [Fact]
    public async Task Changes_nothing_when_the_policy_is_attached_already()
    {
        var policy = GivenPolicy("shared");
        GivenAttached(policy, GivenUser("alice").Id);
        var before = World.Changes.Count;

        await World.CallAsync(AttachUserPolicy, new() { UserName = "alice", PolicyArn = policy.Arn.Value });

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_an_eleventh_policy()
    {
        var user = GivenUser("alice");
        foreach (var number in Enumerable.Range(0, 10))
        {
            GivenAttached(GivenPolicy($"shared-{number}"), user.Id);
        }

        var more = GivenPolicy("more");

        Assert.Equal(
            "Cannot exceed quota for PoliciesPerUser: 10",
            await RefusedAsync<LimitExceededException>(
                () => World.CallAsync(AttachUserPolicy, new() { UserName = "alice", PolicyArn = more.Arn.Value })));
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:policy/none")]
    [InlineData("arn:aws:iam::111122223333:policy/other/shared")]
    [InlineData("arn:aws:iam::111122223333:policy/SHARED")]
    [InlineData("arn:aws:iam::444455556666:policy/shared")]
    [InlineData("arn:aws:iam::aws:policy/none")]
    public async Task Refuses_a_policy_that_does_not_exist(string arn)
    {
        GivenUser("alice");
        GivenPolicy("shared");

        Assert.Equal(
            $"Policy {arn} does not exist or is not attachable.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(AttachUserPolicy, new() { UserName = "alice", PolicyArn = arn })));
    }

    [Theory]
    [InlineData("longpolicynamebutnoarn")]
    [InlineData("arn:aws:iam::111122223333:user/alice")]
    [InlineData("arn:aws:iam::111122223333:policy/")]
    [InlineData("arn:aws:iam:us-east-1:111122223333:policy/p")]
    [InlineData("arn:aws:s3::111122223333:policy/p")]
    public async Task Refuses_what_is_not_the_ARN_of_a_policy(string arn)
    {
        GivenUser("alice");

        Assert.Equal(
            $"ARN {arn} is not valid.",
            await RefusedAsync<InvalidInputException>(() => World.CallAsync(AttachUserPolicy, new() { UserName = "alice", PolicyArn = arn })));
    }

    [Fact]
    public async Task Refuses_the_ARN_of_another_partition()
    {
        GivenUser("alice");

        Assert.Equal(
            "Invalid ARN partition",
            await RefusedAsync<CommonException>(() => World.CallAsync(
                AttachUserPolicy, new() { UserName = "alice", PolicyArn = "arn:aws-cn:iam::aws:policy/ReadOnlyAccess" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
    {
        var policy = GivenPolicy("shared");

        Assert.Equal(
            "The user with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(AttachUserPolicy, new() { UserName = "none", PolicyArn = policy.Arn.Value })));
    }

    [Fact]
    public async Task Acts_on_the_user_with_the_policy()
    {
        var target = await World.TargetAsync(AttachUserPolicy, new() { UserName = "alice", PolicyArn = "whatever the caller wrote" });

        Assert.Equal("arn:aws:iam::111122223333:user/alice", target.Resource.Value);
        Assert.Equal(("iam:PolicyARN", "whatever the caller wrote"), (target.Context[0].Name, target.Context[0].Values[0]));
    }
}
