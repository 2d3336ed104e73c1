using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.ManagedPolicies;

public sealed class SetDefaultPolicyVersionTests : IamTests
{
    [Fact]
    public async Task Puts_a_version_in_force_without_touching_the_date_of_the_policy()
    {
        var policy = GivenPolicy("shared");
        await World.CallAsync(new CreatePolicyVersion(Quotas), new() { PolicyArn = policy.Arn.Value, PolicyDocument = OtherDocument });
        var updated = World.Now;
        World.Clock.Advance(TimeSpan.FromHours(1));

        await World.CallAsync(new SetDefaultPolicyVersion(), new() { PolicyArn = policy.Arn.Value, VersionId = "v2" });

        var stored = await World.FindAsync<ManagedPolicy>(policy.Key);
        Assert.Equal((2, updated), (stored!.DefaultVersion, stored.UpdateDate));
    }

    [Fact]
    public async Task Changes_nothing_when_the_version_is_in_force_already()
    {
        var arn = GivenPolicy("shared").Arn.Value;
        var before = World.Changes.Count;

        await World.CallAsync(new SetDefaultPolicyVersion(), new() { PolicyArn = arn, VersionId = "v1" });

        Assert.Equal(before, World.Changes.Count);
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
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new SetDefaultPolicyVersion(), new() { PolicyArn = arn, VersionId = version })));
    }

    [Fact]
    public async Task Refuses_what_is_not_the_ARN_of_a_policy()
        => await RefusedAsync<InvalidInputException>(
            () => World.CallAsync(new SetDefaultPolicyVersion(), new() { PolicyArn = "longpolicynamebutnoarn", VersionId = "v1" }));
}
