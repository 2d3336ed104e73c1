using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Services.CloudTrail.Logging;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.Tests.CloudTrail.Trails;

public sealed class DeleteTrailTests : TrailTests
{
    [Fact]
    public async Task Deletes_the_trail_and_all_that_its_delivery_keeps_but_no_file()
    {
        await GivenLoggingAsync(request => request with { EnableLogFileValidation = true });
        await RecordAsync("alice");
        await World.AdvanceAsync(TimeSpan.FromHours(2));
        await RecordAsync("bob");
        await World.AdvanceAsync(TimeSpan.FromMinutes(5));
        var files = await KeysAsync();

        await World.CallAsync(new DeleteTrail(), new() { Name = Name });
        await World.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Null(await TrailAsync());
        Assert.Empty(await World.ListAsync<TrailLog>(""));
        Assert.Empty(await World.ListAsync<StreamCursor>(""));
        Assert.Empty(await World.ListAsync<DigestChain>(""));
        Assert.Empty(await World.ListAsync<DeliveredFile>(""));
        Assert.Equal(files, await KeysAsync());
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task Refuses_a_trail_that_is_not_there_or_at_home_elsewhere()
    {
        await GivenTrailAsync(request => request with { IsMultiRegionTrail = true });

        var error = await RefusedAsync("TrailNotFoundException", () => World.CallAsync(new DeleteTrail(), new() { Name = "another" }));
        await RefusedAsync("InvalidHomeRegionException", () => World.CallAsync(new DeleteTrail(), new() { Name = Name }, region: Elsewhere));

        Assert.Equal("Unknown trail: another for the user: 111122223333", error.Message);
    }
}
