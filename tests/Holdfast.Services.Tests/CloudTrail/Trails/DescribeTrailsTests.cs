using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Trails;

public sealed class DescribeTrailsTests : TrailTests
{
    public DescribeTrailsTests()
        => World.Given(NewTrail("here", "us-east-1")).Given(NewTrail("there", "eu-west-1")).Given(NewTrail("all", "eu-west-1") with { IsMultiRegion = true });

    [Theory]
    [InlineData("", true, "all here")]
    [InlineData("", false, "here")]
    [InlineData("here,there,all", true, "all here")]
    [InlineData("here,all", false, "here")]
    [InlineData("nobody", true, "")]
    [InlineData("arn:aws:cloudtrail:eu-west-1:111122223333:trail/there", true, "there")]
    [InlineData("arn:aws:cloudtrail:us-east-1:111122223333:trail/there", true, "")]
    public async Task Tells_of_those_that_are_named_or_seen(string names, bool withShadows, string expected)
    {
        var response = await DescribeAsync(new() { TrailNameList = names.Length == 0 ? null : names.Split(','), IncludeShadowTrails = withShadows });

        Assert.Equal(expected, string.Join(' ', response.TrailList!.Select(trail => trail.Name)));
    }

    [Fact]
    public async Task Tells_the_home_region_of_a_shadow()
    {
        var trail = Assert.Single((await DescribeAsync(new() { TrailNameList = ["all"] })).TrailList!);

        Assert.Equal(("eu-west-1", true, "arn:aws:cloudtrail:eu-west-1:111122223333:trail/all"), (trail.HomeRegion, trail.IsMultiRegionTrail, trail.TrailARN));
        Assert.False(trail.HasCustomEventSelectors);
    }

    [Fact]
    public async Task Refuses_names_that_can_be_none()
    {
        await RefusedAsync("InvalidTrailNameException", () => DescribeAsync(new() { TrailNameList = ["a b"] }));
        await RefusedAsync("CloudTrailARNInvalidException", () => DescribeAsync(new() { TrailNameList = ["arn:aws:s3:::evidence"] }));
    }

    internal static Trail NewTrail(string name, string region) => new()
    {
        Account = World.Account,
        HomeRegion = region,
        Name = name,
        Bucket = Bucket,
        IncludesGlobalEvents = true,
        IsMultiRegion = false,
        Validates = false,
    };

    private Task<DescribeTrailsResponse> DescribeAsync(DescribeTrailsRequest request) => World.CallAsync(new DescribeTrails(), request);
}
