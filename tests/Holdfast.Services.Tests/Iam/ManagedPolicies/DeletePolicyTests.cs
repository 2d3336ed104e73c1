using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.ManagedPolicies;

public sealed class DeletePolicyTests : IamTests
{
    [Fact]
    public async Task Deletes_a_policy_with_its_one_version()
    {
        var policy = GivenPolicy("shared");

        await DeleteAsync(policy.Arn.Value);

        Assert.Empty(await World.ListAsync<ManagedPolicy>(""));
        Assert.Empty(await World.ListAsync<ManagedPolicyVersion>(""));
    }

    [Fact]
    public async Task Refuses_a_policy_that_is_attached()
    {
        var policy = GivenPolicy("shared");
        GivenAttached(policy, GivenGroup("crew").Id);

        Assert.Equal(
            "Cannot delete a policy attached to entities.", await RefusedAsync<DeleteConflictException>(() => DeleteAsync(policy.Arn.Value)));
    }

    [Fact]
    public async Task Refuses_a_policy_that_bounds_a_user()
    {
        var policy = GivenPolicy("shared");
        await GivenBoundaryAsync(policy, GivenUser("alice"));

        await RefusedAsync<DeleteConflictException>(() => DeleteAsync(policy.Arn.Value));
    }

    [Fact]
    public async Task Refuses_a_policy_with_further_versions()
    {
        var policy = GivenPolicy("shared");
        await World.CallAsync(new CreatePolicyVersion(Quotas), new() { PolicyArn = policy.Arn.Value, PolicyDocument = OtherDocument });

        Assert.Equal(
            "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. "
                + "The default version is deleted with the policy.",
            await RefusedAsync<DeleteConflictException>(() => DeleteAsync(policy.Arn.Value)));
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
        => Assert.Equal(
            "Policy arn:aws:iam::111122223333:policy/none was not found.",
            await RefusedAsync<NoSuchEntityException>(() => DeleteAsync("arn:aws:iam::111122223333:policy/none")));

    [Fact]
    public async Task Refuses_what_is_not_the_ARN_of_a_policy()
        => await RefusedAsync<InvalidInputException>(() => DeleteAsync("longpolicynamebutnoarn"));

    private Task<DeletePolicyResponse> DeleteAsync(string arn) => World.CallAsync(new DeletePolicy(), new() { PolicyArn = arn });
}
