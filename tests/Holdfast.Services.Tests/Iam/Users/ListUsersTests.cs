using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Tests.Iam.Users;

public sealed class ListUsersTests : IamTests
{
    [Fact]
    public async Task Lists_users_in_the_order_of_their_names_whatever_their_case()
    {
        GivenUser("bob");
        GivenUser("Carol", tags: ("team", "red"));
        GivenUser("Alice");

        var response = await World.CallAsync(new ListUsers(), new());

        Assert.Equal(["Alice", "bob", "Carol"], response.Users.Select(user => user.UserName));
        Assert.False(response.IsTruncated);
        Assert.Null(response.Marker);
        Assert.All(response.Users, user => Assert.Null(user.Tags));
    }

    [Fact]
    public async Task Pages_through_all_of_them_once()
    {
        foreach (var number in Enumerable.Range(0, 25))
        {
            GivenUser($"user-{number:D2}");
        }

        var seen = await PageAsync(new() { MaxItems = 7 });

        Assert.Equal([7, 7, 7, 4], seen.Select(page => page.Count));
        Assert.Equal(Enumerable.Range(0, 25).Select(number => $"user-{number:D2}"), seen.SelectMany(page => page));
    }

    [Fact]
    public async Task Ends_without_a_marker_when_the_last_page_is_full()
    {
        GivenUser("alice");
        GivenUser("bob");

        var response = await World.CallAsync(new ListUsers(), new() { MaxItems = 2 });

        Assert.False(response.IsTruncated);
        Assert.Null(response.Marker);
    }

    [Fact]
    public async Task Gives_a_hundred_when_no_number_is_named()
    {
        foreach (var number in Enumerable.Range(0, 101))
        {
            GivenUser($"user-{number:D3}");
        }

        var response = await World.CallAsync(new ListUsers(), new());

        Assert.Equal(100, response.Users.Count);
        Assert.True(response.IsTruncated);
    }

    [Fact]
    public async Task Lists_only_those_under_a_path_and_pages_through_them()
    {
        foreach (var number in Enumerable.Range(0, 500))
        {
            GivenUser($"user-{number:D3}", number % 100 == 3 ? "/team/red/" : "/other/");
        }

        var seen = await PageAsync(new() { PathPrefix = "/team/r", MaxItems = 2 });

        Assert.Equal(["user-003", "user-103", "user-203", "user-303", "user-403"], seen.SelectMany(page => page));
        Assert.Equal([2, 2, 1], seen.Select(page => page.Count));
    }

    [Fact]
    public async Task Does_not_see_other_accounts()
    {
        GivenUser("alice");

        var response = await World.CallAsync(new ListUsers(), new(), account: new("444455556666"));

        Assert.Empty(response.Users);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!")]
    public async Task Refuses_a_marker_that_it_never_gave(string marker)
        => Assert.Equal(
            "Invalid Marker.",
            await RefusedAsync<CommonException>(() => World.CallAsync(new ListUsers(), new() { Marker = marker })));

    [Fact]
    public async Task Refuses_the_marker_of_another_listing()
    {
        GivenUser("alice");
        GivenUser("bob");
        var first = await World.CallAsync(new ListUsers(), new() { MaxItems = 1 });

        Assert.Equal(
            "Invalid Marker.",
            await RefusedAsync<CommonException>(
                () => World.CallAsync(new ListUsers(), new() { MaxItems = 1, PathPrefix = "/team/", Marker = first.Marker })));
    }

    [Theory]
    [InlineData(null, "arn:aws:iam::111122223333:user/")]
    [InlineData("/team/", "arn:aws:iam::111122223333:user/team/")]
    public async Task Acts_on_the_path_that_is_listed(string? prefix, string resource)
        => Assert.Equal(resource, (await World.TargetAsync(new ListUsers(), new() { PathPrefix = prefix })).Resource.Value);

    private async Task<List<List<string>>> PageAsync(ListUsersRequest request)
    {
        var pages = new List<List<string>>();
        string? marker = null;
        do
        {
            var response = await World.CallAsync(new ListUsers(), request with { Marker = marker });
            pages.Add([.. response.Users.Select(user => user.UserName)]);
            marker = response.Marker;
            Assert.Equal(marker is not null, response.IsTruncated);
        }
        while (marker is not null);

        return pages;
    }
}
