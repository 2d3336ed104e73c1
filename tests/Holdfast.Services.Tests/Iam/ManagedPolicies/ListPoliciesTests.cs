using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Tests.Iam.ManagedPolicies;

public sealed class ListPoliciesTests : IamTests
{
    [Fact]
    public async Task Pages_through_the_policies_in_the_order_of_their_names_without_tags()
    {
        GivenPolicy("b");
        GivenPolicy("C");
        GivenPolicy("A", tags: ("team", "red"));

        var first = await ListAsync(new() { Scope = "Local", MaxItems = 2 });
        var second = await ListAsync(new() { Scope = "Local", MaxItems = 2, Marker = first.Marker });

        Assert.Equal(["A", "b"], first.Policies!.Select(policy => policy.PolicyName));
        Assert.True(first.IsTruncated);
        Assert.Null(first.Policies![0].Tags);
        Assert.Equal(["C"], second.Policies!.Select(policy => policy.PolicyName));
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Lists_only_those_under_a_path()
    {
        GivenPolicy("a", "/team/");
        GivenPolicy("b");

        var response = await ListAsync(new() { Scope = "Local", PathPrefix = "/team/" });

        Assert.Equal("a", Assert.Single(response.Policies!).PolicyName);
    }

    [Fact]
    public async Task Lists_only_those_that_are_attached()
    {
        GivenAttached(GivenPolicy("attached"), GivenUser("alice").Id);
        GivenPolicy("idle");

        var response = await ListAsync(new() { Scope = "Local", OnlyAttached = true });

        var policy = Assert.Single(response.Policies!);
        Assert.Equal(("attached", 1), (policy.PolicyName, policy.AttachmentCount));
    }

    [Theory]
    [InlineData("PermissionsPolicy", "attached,both,idle")]
    [InlineData("PermissionsBoundary", "both,bounding")]
    public async Task Tells_policies_that_grant_from_those_that_bound(string usage, string expected)
    {
        var both = GivenPolicy("both");
        GivenAttached(GivenPolicy("attached"), GivenUser("alice").Id);
        GivenAttached(both, GivenUser("bob").Id);
        await GivenBoundaryAsync(both, GivenUser("carol"));
        await GivenBoundaryAsync(GivenPolicy("bounding"), GivenUser("dave"));
        GivenPolicy("idle");

        var response = await ListAsync(new() { Scope = "Local", PolicyUsageFilter = usage });

        Assert.Equal(expected, string.Join(',', response.Policies!.Select(policy => policy.PolicyName)));
    }

    [Fact]
    public async Task Does_not_list_those_of_the_account_as_managed_by_AWS()
    {
        GivenPolicy("own");

        Assert.Empty((await ListAsync(new() { Scope = "AWS" })).Policies!);
    }

    [Fact]
    public async Task Refuses_the_marker_of_a_listing_with_other_filters()
    {
        GivenPolicy("a");
        GivenPolicy("b");
        var first = await ListAsync(new() { Scope = "Local", MaxItems = 1 });

        Assert.Equal(
            "Invalid Marker.",
            await RefusedAsync<CommonException>(() => ListAsync(new() { Scope = "Local", OnlyAttached = true, Marker = first.Marker })));
    }

    private Task<ListPoliciesResponse> ListAsync(ListPoliciesRequest request) => World.CallAsync(new ListPolicies(), request);
}
