using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class ListGroupPoliciesTests : IamTests
{
    [Fact]
    public async Task Pages_through_the_names_of_one_group()
    {
        var group = GivenGroup("crew");
        GivenInline(group.Id, "b");
        GivenInline(group.Id, "a");
        GivenInline(GivenGroup("other").Id, "c");

        var first = await World.CallAsync(new ListGroupPolicies(), new() { GroupName = "crew", MaxItems = 1 });
        var second = await World.CallAsync(new ListGroupPolicies(), new() { GroupName = "crew", MaxItems = 1, Marker = first.Marker });

        Assert.Equal(["a"], first.PolicyNames);
        Assert.True(first.IsTruncated);
        Assert.Equal(["b"], second.PolicyNames);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_group()
        => Assert.Equal(
            "The group with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new ListGroupPolicies(), new() { GroupName = "none" })));
}
