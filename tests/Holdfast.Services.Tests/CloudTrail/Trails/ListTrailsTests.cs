using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.Tests.CloudTrail.Trails;

public sealed class ListTrailsTests : TrailTests
{
    [Fact]
    public async Task Lists_the_trails_of_all_regions()
    {
        World.Given(DescribeTrailsTests.NewTrail("here", "us-east-1")).Given(DescribeTrailsTests.NewTrail("there", "eu-west-1"));

        var response = await World.CallAsync(new ListTrails(), new());

        Assert.Equal(
            [new() { Name = "there", HomeRegion = "eu-west-1", TrailARN = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/there" }, new() { Name = "here", HomeRegion = "us-east-1", TrailARN = ArnOf("here") }],
            response.Trails!);
    }
}
