using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.Attachments;

/// <summary>What is asked of AttachUserPolicy, AttachGroupPolicy and AttachRolePolicy.</summary>
public abstract class AttachPolicyTests(string kind, string name, string quota) : PolicyHolderTests(kind, name)
{
    /// <summary>Calls the operation.</summary>
    protected abstract Task AttachAsync(string name, string arn);

    /// <summary>Asks what the operation acts on.</summary>
    protected abstract Task<Target> TargetAsync(string name, string arn);

    [Fact]
    public async Task Attaches_a_policy_and_counts_it()
    {
        var holder = GivenHolder();
        var policy = GivenPolicy("shared");

        await AttachAsync(Name.ToUpperInvariant(), policy.Arn.Value);

        var use = Assert.Single(await World.ListAsync<PolicyUse>(""));
        Assert.Equal((policy.Id, holder, PolicyUseKind.Attached), (use.PolicyId, use.EntityId, use.Kind));
        var shown = await World.CallAsync(new GetPolicy(), new() { PolicyArn = policy.Arn.Value });
        Assert.Equal(1, shown.Policy!.AttachmentCount);
    }

    [Fact]
    public async Task Changes_nothing_when_the_policy_is_attached_already()
    {
        var policy = GivenPolicy("shared");
        GivenAttached(policy, GivenHolder());
        var before = World.Changes.Count;

        await AttachAsync(Name, policy.Arn.Value);

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_an_eleventh_policy()
    {
        var holder = GivenHolder();
        foreach (var number in Enumerable.Range(0, 10))
        {
            GivenAttached(GivenPolicy($"shared-{number}"), holder);
        }

        var more = GivenPolicy("more");

        Assert.Equal(
            $"Cannot exceed quota for {quota}: 10",
            await RefusedAsync<LimitExceededException>(() => AttachAsync(Name, more.Arn.Value)));
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:policy/none")]
    [InlineData("arn:aws:iam::111122223333:policy/other/shared")]
    [InlineData("arn:aws:iam::111122223333:policy/SHARED")]
    [InlineData("arn:aws:iam::444455556666:policy/shared")]
    [InlineData("arn:aws:iam::aws:policy/none")]
    public async Task Refuses_a_policy_that_does_not_exist(string arn)
    {
        GivenHolder();
        GivenPolicy("shared");

        Assert.Equal(
            $"Policy {arn} does not exist or is not attachable.",
            await RefusedAsync<NoSuchEntityException>(() => AttachAsync(Name, arn)));
    }

    [Theory]
    [InlineData("longpolicynamebutnoarn")]
    [InlineData("arn:aws:iam::111122223333:user/alice")]
    [InlineData("arn:aws:iam::111122223333:role/deploy")]
    [InlineData("arn:aws:iam::111122223333:policy/")]
    [InlineData("arn:aws:iam:us-east-1:111122223333:policy/p")]
    [InlineData("arn:aws:s3::111122223333:policy/p")]
    public async Task Refuses_what_is_not_the_ARN_of_a_policy(string arn)
    {
        GivenHolder();

        Assert.Equal($"ARN {arn} is not valid.", await RefusedAsync<InvalidInputException>(() => AttachAsync(Name, arn)));
    }

    [Fact]
    public async Task Refuses_the_ARN_of_another_partition()
    {
        GivenHolder();

        Assert.Equal(
            "Invalid ARN partition",
            await RefusedAsync<CommonException>(() => AttachAsync(Name, "arn:aws-cn:iam::aws:policy/ReadOnlyAccess")));
    }

    [Fact]
    public async Task Refuses_an_unknown_holder()
    {
        var policy = GivenPolicy("shared");

        Assert.Equal(Unknown, await RefusedAsync<NoSuchEntityException>(() => AttachAsync("none", policy.Arn.Value)));
    }

    [Fact]
    public async Task Acts_on_the_holder_with_the_policy()
    {
        var target = await TargetAsync(Name, "whatever the caller wrote");

        Assert.Equal($"arn:aws:iam::111122223333:{Kind}/{Name}", target.Resource.Value);
        Assert.Equal(("iam:PolicyARN", "whatever the caller wrote"), (target.Context[0].Name, target.Context[0].Values[0]));
    }
}
