using System.Text;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Deleting;
using Holdfast.Services.S3.Objects;
using Holdfast.Services.S3.Restoring;

namespace Holdfast.Services.Tests.S3.Restoring;

public sealed class RestoreObjectTests : S3Tests
{
    private static readonly string Text = string.Concat(Enumerable.Repeat("What is written a hundred times is pressed well. ", 10_000));

    [Theory]
    [InlineData(StorageClass.GLACIER, Tier.Expedited, 5)]
    [InlineData(StorageClass.GLACIER, Tier.Standard, 5 * 60)]
    [InlineData(StorageClass.GLACIER, Tier.Bulk, 12 * 60)]
    [InlineData(StorageClass.DeepArchive, Tier.Standard, 12 * 60)]
    [InlineData(StorageClass.DeepArchive, Tier.Bulk, 48 * 60)]
    public async Task Brings_a_copy_back_in_the_time_of_its_tier(string storageClass, string tier, int minutes)
    {
        await GivenArchivedAsync(storageClass);

        var response = await RestoreAsync(days: 2, tier);
        Assert.Equal(202, response.Status);
        Assert.Equal("ongoing-request=\"true\"", ArchiveRules.HeaderOf(await CurrentAsync(), World.Now));
        await World.AdvanceAsync(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        await RefusedAsync("InvalidObjectState", () => TextOfAsync("k"));
        await World.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(Text, await TextOfAsync("k"));
        var stored = await CurrentAsync();
        Assert.Equal(storageClass, stored.StorageClass);
        Assert.Equal(TimeSpan.Zero, stored.RestoredUntil!.Value.TimeOfDay);
        Assert.StartsWith("ongoing-request=\"false\", expiry-date=\"", ArchiveRules.HeaderOf(stored, World.Now), StringComparison.Ordinal);
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task The_copy_goes_when_its_days_are_over()
    {
        await GivenArchivedAsync(StorageClass.GLACIER);
        await RestoreAsync(days: 1, Tier.Expedited);
        await World.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Single(await FilesAsync());

        await World.AdvanceAsync(TimeSpan.FromDays(2));

        await RefusedAsync("InvalidObjectState", () => TextOfAsync("k"));
        Assert.Null(ArchiveRules.HeaderOf(await CurrentAsync(), World.Now));
        Assert.Empty(await FilesAsync());
        Assert.Single(await FilesAsync("cold"));
    }

    [Fact]
    public async Task The_copy_can_be_read_to_the_instant_that_its_header_names()
    {
        await GivenArchivedAsync(StorageClass.GLACIER);
        await RestoreAsync(days: 2, Tier.Expedited);
        await World.AdvanceAsync(TimeSpan.FromMinutes(6));
        var header = ArchiveRules.HeaderOf(await CurrentAsync(), World.Now);
        Assert.Equal("ongoing-request=\"false\", expiry-date=\"Fri, 04 Jan 2030 00:00:00 GMT\"", header);

        await World.AdvanceAsync(new DateTimeOffset(2030, 1, 4, 0, 0, 0, TimeSpan.Zero) - World.Now - TimeSpan.FromSeconds(1));
        Assert.Equal(Text, await TextOfAsync("k"));
        await World.AdvanceAsync(TimeSpan.FromSeconds(1));

        await RefusedAsync("InvalidObjectState", () => TextOfAsync("k"));
    }

    [Fact]
    public async Task A_second_request_keeps_the_copy_longer()
    {
        await GivenArchivedAsync(StorageClass.GLACIER);
        await RestoreAsync(days: 1, Tier.Expedited);
        await World.AdvanceAsync(TimeSpan.FromHours(1));

        var response = await RestoreAsync(days: 5, Tier.Standard);
        await World.AdvanceAsync(TimeSpan.FromDays(4));

        Assert.Equal(200, response.Status);
        Assert.Equal(Text, await TextOfAsync("k"));
        Assert.Equal(new(2030, 1, 7, 0, 0, 0, TimeSpan.Zero), (await CurrentAsync()).RestoredUntil);
    }

    [Fact]
    public async Task Refuses_a_second_request_while_the_first_is_under_way_unless_it_is_faster()
    {
        await GivenArchivedAsync(StorageClass.GLACIER);
        await RestoreAsync(days: 1, Tier.Standard);

        var error = await RefusedAsync("RestoreAlreadyInProgress", () => RestoreAsync(days: 1, Tier.Standard));
        await RefusedAsync("RestoreAlreadyInProgress", () => RestoreAsync(days: 2, Tier.Expedited));
        var faster = await RestoreAsync(days: 1, Tier.Expedited);
        await World.AdvanceAsync(TimeSpan.FromMinutes(6));

        Assert.Equal("Object restore is already in progress", error.Message);
        Assert.Equal(409, error.Status);
        Assert.Equal(202, faster.Status);
        Assert.Equal(Text, await TextOfAsync("k"));
    }

    [Fact]
    public async Task Refuses_what_is_not_archived()
    {
        await GivenBucketAsync();
        await PutAsync("k", "text");

        var error = Assert.IsType<InvalidObjectStateException>(await RefusedAsync("InvalidObjectState", () => RestoreAsync(days: 1, Tier.Standard)));

        Assert.Equal("Restore is not allowed for the object's current storage class", error.Message);
        Assert.Equal(StorageClass.STANDARD, error.StorageClass);
    }

    [Fact]
    public async Task Refuses_what_moves_between_tiers_by_itself()
    {
        await GivenBucketAsync();
        await PutAsync(new() { Bucket = Bucket, Key = "k", Body = BodyOf([1]), StorageClass = StorageClass.IntelligentTiering });

        var error = await RefusedAsync("ObjectAlreadyInActiveTierError", () => RestoreAsync(days: 1, Tier.Standard));

        Assert.Equal(403, error.Status);
    }

    [Theory]
    [InlineData(1, Tier.Expedited, "InvalidArgument", "Retrieval option is not supported by this storage class")]
    [InlineData(0, Tier.Standard, "InvalidArgument", "restoration days should be at least 1")]
    [InlineData(null, Tier.Standard, "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema")]
    public async Task Refuses_an_order_that_makes_no_sense(int? days, string tier, string code, string message)
    {
        await GivenArchivedAsync(StorageClass.DeepArchive);

        Assert.Equal(message, (await RefusedAsync(code, () => RestoreAsync(days, tier))).Message);
    }

    [Fact]
    public async Task Refuses_a_select_and_a_request_without_a_body()
    {
        await GivenArchivedAsync(StorageClass.GLACIER);

        await RefusedAsync("NotImplemented", () => World.CallAsync(
            new RestoreObject(), new() { Bucket = Bucket, Key = "k", RestoreRequest = new() { Type = RestoreRequestType.SELECT } }));
        await RefusedAsync("MissingRequestBodyError", () => World.CallAsync(new RestoreObject(), new() { Bucket = Bucket, Key = "k" }));
    }

    [Fact]
    public async Task Refuses_what_is_not_there()
    {
        await GivenBucketAsync(versioning: BucketVersioningStatus.Enabled);
        await RefusedAsync("NoSuchKey", () => RestoreAsync(days: 1, Tier.Standard));
        await PutAsync("k", "text");
        await World.CallAsync(new DeleteObject(Permissions, Devices), new() { Bucket = Bucket, Key = "k" });

        Assert.Equal(405, (await RefusedAsync("MethodNotAllowed", () => RestoreAsync(days: 1, Tier.Standard))).Status);
    }

    private async Task GivenArchivedAsync(string storageClass)
    {
        await GivenBucketAsync();
        await PutAsync(new() { Bucket = Bucket, Key = "k", Body = BodyOf(Encoding.UTF8.GetBytes(Text)), StorageClass = storageClass });
        await World.AdvanceAsync(TimeSpan.FromMinutes(11));
        Assert.Empty(await FilesAsync());
    }

    private Task<RestoreObjectResponse> RestoreAsync(int? days, string tier)
        => World.CallAsync(
            new RestoreObject(), new() { Bucket = Bucket, Key = "k", RestoreRequest = new() { Days = days, GlacierJobParameters = new() { Tier = tier } } });

    private async Task<StoredObject> CurrentAsync() => (await World.FindAsync<CurrentObject>(CurrentObject.KeyOf(Bucket, "k")))!.Object;
}
