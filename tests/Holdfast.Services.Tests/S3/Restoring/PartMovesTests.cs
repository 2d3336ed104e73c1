using Holdfast.Services.S3;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Multipart;
using Holdfast.Services.S3.Restoring;

namespace Holdfast.Services.Tests.S3.Restoring;

public sealed class PartMovesTests : S3Tests
{
    private const int PartBytes = 5 << 20;

    [Fact]
    public async Task Archives_restores_and_forgets_each_part()
    {
        await GivenBucketAsync();
        var upload = await BeginAsync(StorageClass.GLACIER);
        var parts = new List<CompletedPartShape>();
        for (var number = 1; number <= 2; number++)
        {
            var bytes = new byte[PartBytes];
            Array.Fill(bytes, (byte)('a' + number));
            var part = await World.CallAsync(
                new UploadPart(Intake, Envelopes), new() { Bucket = Bucket, Key = "k", UploadId = upload, PartNumber = number, Body = BodyOf(bytes) });
            parts.Add(new() { PartNumber = number, ETag = part.ETag });
        }

        await World.CallAsync(
            new CompleteMultipartUpload(), new() { Bucket = Bucket, Key = "k", UploadId = upload, MultipartUpload = new() { Parts = parts } });
        await World.AdvanceAsync(TimeSpan.FromMinutes(11));
        Assert.Empty(await FilesAsync());
        Assert.Equal(2, (await FilesAsync("cold")).Count);
        await RefusedAsync("InvalidObjectState", () => TextOfAsync("k"));

        await World.CallAsync(new RestoreObject(), new() { Bucket = Bucket, Key = "k", RestoreRequest = new() { Days = 1 } });
        await World.AdvanceAsync(TimeSpan.FromHours(6));
        Assert.Equal(new string('b', PartBytes) + new string('c', PartBytes), await TextOfAsync("k"));

        await World.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Empty(await FilesAsync());
        Assert.Equal(2, (await FilesAsync("cold")).Count);
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task Uploads_that_are_not_completed_are_aborted_by_their_rule()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketLifecycleConfiguration(), new()
        {
            Bucket = Bucket,
            LifecycleConfiguration = new()
            {
                Rules = [new() { ID = "x", Status = ExpirationStatus.Enabled, Filter = new() { Prefix = "" }, AbortIncompleteMultipartUpload = new() { DaysAfterInitiation = 2 } }],
            },
        });
        await BeginAsync(storageClass: null);

        await World.AdvanceAsync(TimeSpan.FromDays(2.5));
        Assert.Single(await World.ListAsync<StoredUpload>($"{Bucket}/"));
        await World.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Empty(await World.ListAsync<StoredUpload>($"{Bucket}/"));
    }

    private async Task<string> BeginAsync(string? storageClass)
        => (await World.CallAsync(new CreateMultipartUpload(Envelopes), new() { Bucket = Bucket, Key = "k", StorageClass = storageClass })).UploadId!;
}
