using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class ListUserPoliciesTests : IamTests
{
    [Fact]
    public async Task Pages_through_the_names_of_one_user()
    {
        var user = GivenUser("alice");
        GivenInline(user.Id, "b");
        GivenInline(user.Id, "a");
        GivenInline(GivenUser("other").Id, "c");

        var first = await World.CallAsync(new ListUserPolicies(), new() { UserName = "alice", MaxItems = 1 });
        var second = await World.CallAsync(new ListUserPolicies(), new() { UserName = "alice", MaxItems = 1, Marker = first.Marker });

        Assert.Equal(["a"], first.PolicyNames);
        Assert.True(first.IsTruncated);
        Assert.Equal(["b"], second.PolicyNames);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new ListUserPolicies(), new() { UserName = "none" })));
}
