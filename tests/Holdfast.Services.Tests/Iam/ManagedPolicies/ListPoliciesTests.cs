using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.AwsManagedPolicies;
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
    public async Task Lists_those_that_AWS_manages_apart_and_in_its_order()
    {
        GivenPolicy("own");

        var first = await ListAsync(new() { Scope = "AWS" });
        var names = await NamesAsync(new() { Scope = "AWS", MaxItems = 1000 });

        Assert.Equal(["AdministratorAccess", "PowerUserAccess", "ReadOnlyAccess"], first.Policies!.Take(3).Select(policy => policy.PolicyName));
        Assert.Equal((100, true), (first.Policies!.Count, first.IsTruncated));
        Assert.Equal(AwsPolicies.All.Select(policy => policy.Name), names);
    }

    [Fact]
    public async Task Lists_those_of_the_account_before_those_of_AWS()
    {
        GivenPolicy("a");
        GivenPolicy("zz");

        Assert.Equal(["a", "zz", .. AwsPolicies.All.Select(policy => policy.Name)], await NamesAsync(new() { MaxItems = 999 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_size_of_page_gives_the_same_list(int size)
    {
        GivenPolicy("a", "/job-function/");
        GivenPolicy("b", "/job-function/");

        var names = await NamesAsync(new() { PathPrefix = "/job-function/", MaxItems = size });

        Assert.Equal(["a", "b", .. AwsPolicies.All.Where(policy => policy.Path == "/job-function/").Select(policy => policy.Name)], names);
    }

    [Theory]
    [InlineData(true, null, "own,ReadOnlyAccess")]
    [InlineData(true, "PermissionsPolicy", "own,ReadOnlyAccess")]
    [InlineData(null, "PermissionsBoundary", "PowerUserAccess")]
    public async Task Finds_those_of_AWS_that_the_account_uses(bool? onlyAttached, string? usage, string expected)
    {
        var alice = GivenUser("alice");
        GivenAttached(GivenPolicy("own"), alice.Id);
        GivenAttached(AwsPolicies.Find("/", "ReadOnlyAccess")!.InAccount(Account, "aws"), alice.Id);
        await GivenBoundaryAsync(AwsPolicies.Find("/", "PowerUserAccess")!.InAccount(Account, "aws"), alice);

        Assert.Equal(expected, string.Join(',', await NamesAsync(new() { OnlyAttached = onlyAttached, PolicyUsageFilter = usage })));
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

    private async Task<List<string>> NamesAsync(ListPoliciesRequest request)
    {
        var names = new List<string>();
        string? marker = null;
        do
        {
            var page = await ListAsync(request with { Marker = marker });
            names.AddRange(page.Policies!.Select(policy => policy.PolicyName!));
            marker = page.Marker;
        }
        while (marker is not null);

        return names;
    }

    private Task<ListPoliciesResponse> ListAsync(ListPoliciesRequest request) => World.CallAsync(new ListPolicies(), request);
}
