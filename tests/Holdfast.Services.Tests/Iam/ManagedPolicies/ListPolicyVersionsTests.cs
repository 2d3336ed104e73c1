using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.ManagedPolicies;

public sealed class ListPolicyVersionsTests : IamTests
{
    [Fact]
    public async Task Pages_through_the_versions_the_latest_first_without_documents()
    {
        var arn = GivenPolicy("shared").Arn.Value;
        await World.CallAsync(new CreatePolicyVersion(Quotas), new() { PolicyArn = arn, PolicyDocument = OtherDocument, SetAsDefault = true });
        await World.CallAsync(new CreatePolicyVersion(Quotas), new() { PolicyArn = arn, PolicyDocument = OtherDocument });

        var first = await World.CallAsync(new ListPolicyVersions(), new() { PolicyArn = arn, MaxItems = 2 });
        var second = await World.CallAsync(new ListPolicyVersions(), new() { PolicyArn = arn, MaxItems = 2, Marker = first.Marker });

        Assert.Equal(
            [("v3", false, null), ("v2", true, (string?)null)],
            first.Versions!.Select(version => (version.VersionId!, version.IsDefaultVersion!.Value, version.Document)));
        Assert.True(first.IsTruncated);
        Assert.Equal("v1", Assert.Single(second.Versions!).VersionId);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_policy()
        => Assert.Equal(
            "Policy arn:aws:iam::111122223333:policy/none was not found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new ListPolicyVersions(), new() { PolicyArn = "arn:aws:iam::111122223333:policy/none" })));

    [Fact]
    public async Task Refuses_what_is_not_the_ARN_of_a_policy()
        => await RefusedAsync<InvalidInputException>(
            () => World.CallAsync(new ListPolicyVersions(), new() { PolicyArn = "longpolicynamebutnoarn" }));
}
