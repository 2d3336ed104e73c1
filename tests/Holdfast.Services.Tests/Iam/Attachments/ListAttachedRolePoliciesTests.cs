using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Attachments;

namespace Holdfast.Services.Tests.Iam.Attachments;

public sealed class ListAttachedRolePoliciesTests : IamTests
{
    [Fact]
    public async Task Pages_through_the_policies_in_the_order_of_their_names()
    {
        var role = GivenRole("deploy");
        GivenAttached(GivenPolicy("b"), role.Id);
        GivenAttached(GivenPolicy("A", "/team/"), role.Id);
        GivenAttached(GivenPolicy("other"), GivenRole("other").Id);

        var first = await World.CallAsync(new ListAttachedRolePolicies(), new() { RoleName = "deploy", MaxItems = 1 });
        var second = await World.CallAsync(new ListAttachedRolePolicies(), new() { RoleName = "deploy", MaxItems = 1, Marker = first.Marker });

        Assert.Equal(
            [new AttachedPolicyShape { PolicyName = "A", PolicyArn = "arn:aws:iam::111122223333:policy/team/A" }], first.AttachedPolicies!);
        Assert.True(first.IsTruncated);
        Assert.Equal("b", Assert.Single(second.AttachedPolicies!).PolicyName);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Lists_only_those_under_a_path()
    {
        var role = GivenRole("deploy");
        GivenAttached(GivenPolicy("a"), role.Id);
        GivenAttached(GivenPolicy("b", "/team/"), role.Id);

        var response = await World.CallAsync(new ListAttachedRolePolicies(), new() { RoleName = "deploy", PathPrefix = "/team/" });

        Assert.Equal("b", Assert.Single(response.AttachedPolicies!).PolicyName);
    }

    [Fact]
    public async Task Refuses_an_unknown_role()
        => Assert.Equal(
            "The role with name none cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new ListAttachedRolePolicies(), new() { RoleName = "none" })));
}
