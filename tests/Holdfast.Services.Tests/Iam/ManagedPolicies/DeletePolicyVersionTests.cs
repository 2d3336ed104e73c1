using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.ManagedPolicies;

public sealed class DeletePolicyVersionTests : IamTests
{
    [Fact]
    public async Task Deletes_a_version_that_is_not_in_force()
    {
        var arn = GivenPolicy("shared").Arn.Value;
        await World.CallAsync(new CreatePolicyVersion(Quotas), new() { PolicyArn = arn, PolicyDocument = OtherDocument, SetAsDefault = true });

        await World.CallAsync(new DeletePolicyVersion(), new() { PolicyArn = arn, VersionId = "v1" });

        Assert.Equal(2, Assert.Single(await World.ListAsync<ManagedPolicyVersion>("")).Number);
    }

    [Fact]
    public async Task Refuses_the_version_in_force()
    {
        var arn = GivenPolicy("shared").Arn.Value;

        Assert.Equal(
            "Cannot delete the default version of a policy.",
            await RefusedAsync<DeleteConflictException>(
                () => World.CallAsync(new DeletePolicyVersion(), new() { PolicyArn = arn, VersionId = "v1" })));
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:policy/none", "v1")]
    [InlineData("arn:aws:iam::111122223333:policy/shared", "v9")]
    [InlineData("arn:aws:iam::111122223333:policy/shared", "v1.preview")]
    [InlineData("arn:aws:iam::111122223333:policy/shared", "v99999999999")]
    public async Task Refuses_an_unknown_version(string arn, string version)
    {
        GivenPolicy("shared");

        Assert.Equal(
            $"Policy {arn} version {version} does not exist or is not attachable.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeletePolicyVersion(), new() { PolicyArn = arn, VersionId = version })));
    }

    [Fact]
    public async Task Refuses_what_is_not_the_ARN_of_a_policy()
        => await RefusedAsync<InvalidInputException>(
            () => World.CallAsync(new DeletePolicyVersion(), new() { PolicyArn = "longpolicynamebutnoarn", VersionId = "v1" }));
}
