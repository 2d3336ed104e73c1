using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.Attachments;

/// <summary>What is asked of DetachUserPolicy, DetachGroupPolicy and DetachRolePolicy.</summary>
public abstract class DetachPolicyTests(string kind, string name) : PolicyHolderTests(kind, name)
{
    /// <summary>Calls the operation.</summary>
    protected abstract Task DetachAsync(string name, string arn);

    [Fact]
    public async Task Detaches_one_policy_alone()
    {
        var holder = GivenHolder();
        var policy = GivenPolicy("shared");
        GivenAttached(policy, holder);
        GivenAttached(policy, GivenHolder("other"));

        await DetachAsync(Name, policy.Arn.Value);

        Assert.NotEqual(holder, Assert.Single(await World.ListAsync<PolicyUse>("")).EntityId);
    }

    [Fact]
    public async Task Refuses_a_policy_that_is_not_attached()
    {
        GivenHolder();
        var policy = GivenPolicy("shared");

        Assert.Equal($"Policy {policy.Arn} was not found.", await RefusedAsync<NoSuchEntityException>(() => DetachAsync(Name, policy.Arn.Value)));
    }

    [Fact]
    public async Task Refuses_what_is_not_the_ARN_of_a_policy()
    {
        GivenHolder();

        Assert.Equal(
            "ARN longpolicynamebutnoarn is not valid.",
            await RefusedAsync<InvalidInputException>(() => DetachAsync(Name, "longpolicynamebutnoarn")));
    }

    [Fact]
    public async Task Refuses_an_unknown_holder()
        => Assert.Equal(Unknown, await RefusedAsync<NoSuchEntityException>(() => DetachAsync("none", "arn:aws:iam::111122223333:policy/p")));
}
