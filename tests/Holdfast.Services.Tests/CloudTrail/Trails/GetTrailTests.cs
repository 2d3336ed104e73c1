using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.Tests.CloudTrail.Trails;

public sealed class GetTrailTests : TrailTests
{
    [Fact]
    public async Task Tells_how_a_trail_is_set_by_its_name_or_its_ARN_from_everywhere()
    {
        await GivenTrailAsync();

        var byName = await World.CallAsync(new GetTrail(), new() { Name = Name });
        var byArn = await World.CallAsync(new GetTrail(), new() { Name = ArnOf() }, region: Elsewhere);

        Assert.Equal(byName, byArn);
        Assert.Equal((Name, Bucket, "us-east-1", true, false), (byName.Trail!.Name, byName.Trail.S3BucketName, byName.Trail.HomeRegion, byName.Trail.IncludeGlobalServiceEvents, byName.Trail.IsMultiRegionTrail));
    }

    [Fact]
    public async Task Refuses_a_trail_that_is_not_there()
    {
        var error = await RefusedAsync("TrailNotFoundException", () => World.CallAsync(new GetTrail(), new() { Name = Name }));

        Assert.Equal("Unknown trail: audit for the user: 111122223333", error.Message);
    }
}
