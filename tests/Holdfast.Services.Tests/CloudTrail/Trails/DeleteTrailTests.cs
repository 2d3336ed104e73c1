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
    public async Task What_happened_until_then_is_still_delivered_with_a_last_digest_and_the_name_is_free()
    {
        await GivenLoggingAsync(request => request with { EnableLogFileValidation = true });
        await RecordAsync("alice");
        World.Clock.Advance(TimeSpan.FromMinutes(1));

        await World.CallAsync(new DeleteTrail(), new() { Name = Name });
        World.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await World.CallAsync(new CreateTrail(Settings, Options), new() { Name = Name, S3BucketName = Bucket });
        await RecordAsync("bob");
        await World.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["alice"], await DeliveredAsync());
        Assert.Single(await KeysAsync("CloudTrail-Digest"));
        Assert.Equal((await TrailAsync())!.Key, Assert.Single(await World.ListAsync<TrailLog>("")).Trail);
        Assert.Single(await World.ListAsync<Trail>(""));
        Assert.Empty(await World.ListAsync<StreamCursor>(""));
    }

    [Fact]
    public async Task A_bucket_that_refuses_for_an_hour_gets_nothing_more()
    {
        await GivenLoggingAsync(request => request with { EnableLogFileValidation = true });
        await RecordAsync("alice");
        await SetPolicyAsync(Bucket, null);

        await World.CallAsync(new DeleteTrail(), new() { Name = Name });
        await World.AdvanceAsync(TimeSpan.FromMinutes(50));
        Assert.Single(await World.ListAsync<Trail>(""));
        await World.AdvanceAsync(TimeSpan.FromMinutes(20));

        Assert.Empty(await World.ListAsync<Trail>(""));
        Assert.Empty(await World.ListAsync<TrailLog>(""));
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task A_bucket_that_takes_the_rest_within_the_hour_gets_it()
    {
        await GivenLoggingAsync();
        await RecordAsync("alice");
        await SetPolicyAsync(Bucket, null);

        await World.CallAsync(new DeleteTrail(), new() { Name = Name });
        await World.AdvanceAsync(TimeSpan.FromMinutes(40));
        await SetPolicyAsync(Bucket, PolicyOf(Bucket));
        await World.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(["alice"], await DeliveredAsync());
        Assert.Empty(await World.ListAsync<Trail>(""));
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
