using Holdfast.Kernel;
using Holdfast.Services.Iam.Groups;

namespace Holdfast.Services.Tests.Iam.Groups;

public sealed class ListGroupsTests : IamTests
{
    [Fact]
    public async Task Pages_through_the_groups_in_the_order_of_their_names()
    {
        GivenGroup("b");
        GivenGroup("C");
        GivenGroup("A");

        var first = await World.CallAsync(new ListGroups(), new() { MaxItems = 2 });
        var second = await World.CallAsync(new ListGroups(), new() { MaxItems = 2, Marker = first.Marker });

        Assert.Equal(["A", "b"], first.Groups.Select(group => group.GroupName));
        Assert.True(first.IsTruncated);
        Assert.Equal(["C"], second.Groups.Select(group => group.GroupName));
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Lists_only_those_under_a_path()
    {
        GivenGroup("a", "/team/");
        GivenGroup("b", "/other/");

        var response = await World.CallAsync(new ListGroups(), new() { PathPrefix = "/te" });

        Assert.Equal("a", Assert.Single(response.Groups).GroupName);
    }

    [Fact]
    public async Task Refuses_a_marker_that_it_never_gave()
        => Assert.Equal(
            "Invalid Marker.", await RefusedAsync<CommonException>(() => World.CallAsync(new ListGroups(), new() { Marker = "nonsense" })));

    [Fact]
    public async Task Acts_on_the_path_that_is_listed()
        => Assert.Equal("arn:aws:iam::111122223333:group/", (await World.TargetAsync(new ListGroups(), new())).Resource.Value);
}
