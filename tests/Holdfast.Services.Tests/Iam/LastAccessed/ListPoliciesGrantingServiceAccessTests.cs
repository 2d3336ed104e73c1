using Holdfast.Services.Iam;
using Holdfast.Services.Iam.LastAccessed;

namespace Holdfast.Services.Tests.Iam.LastAccessed;

public sealed class ListPoliciesGrantingServiceAccessTests : IamTests
{
    [Fact]
    public async Task Lists_inline_and_managed_policies_of_a_user_and_its_groups_by_service()
    {
        var alice = GivenUser("alice");
        var group = GivenGroup("crew");
        GivenMember(group, alice);
        GivenInline(alice.Id, "own");
        GivenInline(group.Id, "groups");
        GivenInline(alice.Id, "refusing", OtherDocument);
        var managed = GivenPolicy("managed");
        GivenAttached(managed, group.Id);

        var response = await World.CallAsync(
            new ListPoliciesGrantingServiceAccess(), new() { Arn = alice.Arn.Value, ServiceNamespaces = ["s3", "iam"] });

        Assert.Equal(["iam", "s3"], response.PoliciesGrantingServiceAccess.Select(entry => entry.ServiceNamespace));
        Assert.Empty(response.PoliciesGrantingServiceAccess[0].Policies!);
        Assert.Equal(
            [
                ("own", "INLINE", null, "USER", "alice"),
                ("groups", "INLINE", null, "GROUP", "crew"),
                ("managed", "MANAGED", managed.Arn.Value, null, (string?)null),
            ],
            response.PoliciesGrantingServiceAccess[1].Policies!.Select(
                policy => (policy.PolicyName, policy.PolicyType, policy.PolicyArn, policy.EntityType, policy.EntityName)));
        Assert.False(response.IsTruncated);
    }

    [Fact]
    public async Task Leaves_the_permissions_boundary_out()
    {
        var alice = GivenUser("alice");
        await GivenBoundaryAsync(GivenPolicy("limit"), alice);

        var response = await World.CallAsync(
            new ListPoliciesGrantingServiceAccess(), new() { Arn = alice.Arn.Value, ServiceNamespaces = ["s3"] });

        Assert.Empty(Assert.Single(response.PoliciesGrantingServiceAccess).Policies!);
    }

    [Fact]
    public async Task Takes_roles()
    {
        var role = GivenRole("deploy");
        GivenInline(role.Id, "own");

        var response = await World.CallAsync(
            new ListPoliciesGrantingServiceAccess(), new() { Arn = role.Arn.Value, ServiceNamespaces = ["s3"] });

        Assert.Equal("ROLE", Assert.Single(Assert.Single(response.PoliciesGrantingServiceAccess).Policies!).EntityType);
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
            new ListPoliciesGrantingServiceAccess(), new() { Arn = $"arn:aws:iam::{Account}:user/none", ServiceNamespaces = ["s3"] }));

    [Fact]
    public async Task Refuses_a_policy()
    {
        var policy = GivenPolicy("reading");

        await RefusedAsync<InvalidInputException>(() => World.CallAsync(
            new ListPoliciesGrantingServiceAccess(), new() { Arn = policy.Arn.Value, ServiceNamespaces = ["s3"] }));
    }
}
