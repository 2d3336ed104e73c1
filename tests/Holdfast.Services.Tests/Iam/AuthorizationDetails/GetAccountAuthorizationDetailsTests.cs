using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.AuthorizationDetails;
using Holdfast.Services.Iam.AwsManagedPolicies;
using Holdfast.Services.Tests.Iam.LastAccessed;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.AuthorizationDetails;

public sealed class GetAccountAuthorizationDetailsTests : UsageTests
{
    [Fact]
    public async Task Tells_everything_of_users_and_groups()
    {
        var alice = GivenUser("alice", "/team/", ("team", "red"));
        var group = GivenGroup("crew");
        GivenMember(group, alice);
        GivenInline(alice.Id, "own", Document);
        GivenInline(group.Id, "groups", OtherDocument);
        GivenAttached(GivenPolicy("managed"), alice.Id);
        await GivenBoundaryAsync(GivenPolicy("limit"), alice);

        var details = await DetailsAsync(new() { Filter = ["User", "Group"] });

        var user = Assert.Single(details.UserDetailList!);
        Assert.Equal(("alice", "/team/", alice.Id, alice.Arn.Value, Created), (user.UserName, user.Path, user.UserId, user.Arn, user.CreateDate));
        Assert.Equal(("own", Document), (user.UserPolicyList![0].PolicyName, Uri.UnescapeDataString(user.UserPolicyList[0].PolicyDocument!)));
        Assert.Equal(["crew"], user.GroupList!);
        Assert.Equal($"arn:aws:iam::{Account}:policy/managed", Assert.Single(user.AttachedManagedPolicies!).PolicyArn);
        Assert.Equal($"arn:aws:iam::{Account}:policy/limit", user.PermissionsBoundary!.PermissionsBoundaryArn);
        Assert.Equal(("team", "red"), (user.Tags![0].Key, user.Tags[0].Value));
        var shownGroup = Assert.Single(details.GroupDetailList!);
        Assert.Equal(("crew", "groups"), (shownGroup.GroupName, Assert.Single(shownGroup.GroupPolicyList!).PolicyName));
        Assert.Empty(details.RoleDetailList!);
        Assert.Empty(details.Policies!);
    }

    [Fact]
    public async Task Tells_everything_of_roles()
    {
        var role = GivenRole("deploy", tags: ("team", "red"));
        GivenInline(role.Id, "own");
        GivenInstanceProfile("machines", role: role);
        await GivenBoundaryAsync(GivenPolicy("limit"), role);
        Called(CallerOf(role), "GetUser", "eu-west-1");

        var shown = Assert.Single((await DetailsAsync(new() { Filter = ["Role"] })).RoleDetailList!);

        Assert.Equal(("deploy", role.Id), (shown.RoleName, shown.RoleId));
        Assert.Equal(Trust, Uri.UnescapeDataString(shown.AssumeRolePolicyDocument!));
        Assert.Equal("own", Assert.Single(shown.RolePolicyList!).PolicyName);
        Assert.Equal("machines", Assert.Single(shown.InstanceProfileList!).InstanceProfileName);
        Assert.Equal($"arn:aws:iam::{Account}:policy/limit", shown.PermissionsBoundary!.PermissionsBoundaryArn);
        Assert.Equal((World.Now, "eu-west-1"), (shown.RoleLastUsed!.LastUsedDate, shown.RoleLastUsed.Region));
        Assert.Equal("red", Assert.Single(shown.Tags!).Value);
    }

    [Fact]
    public async Task Tells_policies_with_all_versions_and_of_those_of_AWS_what_is_used()
    {
        var own = GivenPolicy("own");
        await World.CallAsync(
            new Holdfast.Services.Iam.ManagedPolicies.CreatePolicyVersion(Quotas), new() { PolicyArn = own.Arn.Value, PolicyDocument = OtherDocument });
        GivenAttached(AwsPolicies.Find("/", "ReadOnlyAccess")!.InAccount(Account, "aws"), GivenUser("alice").Id);
        await GivenBoundaryAsync(AwsPolicies.Find("/", "AdministratorAccess")!.InAccount(Account, "aws"), GivenUser("bob"));

        var policies = (await DetailsAsync(new() { Filter = ["LocalManagedPolicy", "AWSManagedPolicy"] })).Policies!;

        Assert.Equal(["own", "AdministratorAccess", "ReadOnlyAccess"], policies.Select(policy => policy.PolicyName));
        Assert.Equal([("v2", false), ("v1", true)], policies[0].PolicyVersionList!.Select(version => (version.VersionId, version.IsDefaultVersion)));
        Assert.Equal(OtherDocument, Uri.UnescapeDataString(policies[0].PolicyVersionList![0].Document!));
        Assert.Equal((1, 0), (policies[2].AttachmentCount, policies[2].PermissionsBoundaryUsageCount));
        Assert.Equal((0, 1), (policies[1].AttachmentCount, policies[1].PermissionsBoundaryUsageCount));
        Assert.Equal(policies[2].DefaultVersionId, Assert.Single(policies[2].PolicyVersionList!).VersionId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Every_size_of_page_gives_the_same_whole(int size)
    {
        GivenAttached(AwsPolicies.Find("/", "ReadOnlyAccess")!.InAccount(Account, "aws"), GivenUser("alice").Id);
        GivenUser("Bob");
        GivenGroup("crew");
        GivenRole("deploy");
        GivenRole("night");
        GivenPolicy("own");
        var names = new List<string>();
        GetAccountAuthorizationDetailsResponse page = new();
        do
        {
            page = await DetailsAsync(new() { MaxItems = size, Marker = page.Marker });
            names.AddRange(page.UserDetailList!.Select(user => user.UserName!));
            names.AddRange(page.GroupDetailList!.Select(group => group.GroupName!));
            names.AddRange(page.RoleDetailList!.Select(role => role.RoleName!));
            names.AddRange(page.Policies!.Select(policy => policy.PolicyName!));
        }
        while (page.IsTruncated == true);

        Assert.Equal(["alice", "Bob", "crew", "deploy", "night", "own", "ReadOnlyAccess"], names);
    }

    [Fact]
    public async Task Refuses_the_marker_of_another_filter()
    {
        GivenUser("alice");
        GivenUser("bob");
        var first = await DetailsAsync(new() { MaxItems = 1 });

        Assert.Equal(
            "Invalid Marker.",
            await RefusedAsync<CommonException>(() => DetailsAsync(new() { MaxItems = 1, Marker = first.Marker, Filter = ["User"] })));
    }

    [Fact]
    public async Task Gives_nothing_of_an_empty_account()
    {
        var details = await DetailsAsync(new());

        Assert.Empty(details.UserDetailList!);
        Assert.False(details.IsTruncated);
    }

    private Task<GetAccountAuthorizationDetailsResponse> DetailsAsync(GetAccountAuthorizationDetailsRequest request)
        => World.CallAsync(new GetAccountAuthorizationDetails(Uses), request);
}
