using Holdfast.Services.Iam;
using Holdfast.Services.Iam.InlinePolicies;

namespace Holdfast.Services.Tests.Iam.InlinePolicies;

public sealed class ListRolePoliciesTests : IamTests
{
    [Fact]
    public async Task Pages_through_the_names_of_one_role()
    {
        var role = GivenRole("deploy");
        GivenInline(role.Id, "b");
        GivenInline(role.Id, "a");
        GivenInline(GivenRole("other").Id, "c");

        var first = await World.CallAsync(new ListRolePolicies(), new() { RoleName = "deploy", MaxItems = 1 });
        var second = await World.CallAsync(new ListRolePolicies(), new() { RoleName = "deploy", MaxItems = 1, Marker = first.Marker });

        Assert.Equal(["a"], first.PolicyNames);
        Assert.True(first.IsTruncated);
        Assert.Equal(["b"], second.PolicyNames);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal(
            "The role with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new ListRolePolicies(), new() { RoleName = "none" })));
}
