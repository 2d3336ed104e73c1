using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Multipart;

namespace Holdfast.Services.Tests.S3.Multipart;

public sealed class AbortMultipartUploadTests : MultipartTests
{
    [Fact]
    public async Task Leaves_nothing_of_an_upload()
    {
        await GivenBucketAsync();
        var upload = await BeginAsync();
        await PartAsync(upload, 1, Bytes(100_000));
        await PartAsync(upload, 2, Bytes(10));

        await World.CallAsync(new AbortMultipartUpload(), new() { Bucket = Bucket, Key = "k", UploadId = upload });
        await World.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Empty(await FilesAsync());
        Assert.Null(await World.FindAsync<UploadedPart>(UploadedPart.KeyOf(upload, 2)));
        await RefusedAsync("NoSuchUpload", () => World.CallAsync(new AbortMultipartUpload(), new() { Bucket = Bucket, Key = "k", UploadId = upload }));
    }

    [Fact]
    public async Task Refuses_an_upload_that_began_at_another_time()
    {
        await GivenBucketAsync();
        var upload = await BeginAsync();

        await RefusedAsync("PreconditionFailed", () => World.CallAsync(
            new AbortMultipartUpload(), new() { Bucket = Bucket, Key = "k", UploadId = upload, IfMatchInitiatedTime = World.Now.AddHours(-1) }));
    }

    [Fact]
    public async Task Uploads_go_with_their_bucket()
    {
        await GivenBucketAsync();
        var upload = await BeginAsync();
        await PartAsync(upload, 1, Bytes(100_000));

        await World.CallAsync(new DeleteBucket(), new() { Bucket = Bucket });
        await World.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Empty(await FilesAsync());
        Assert.Null(await World.FindAsync<StoredUpload>(StoredUpload.KeyOf(Bucket, "k", upload)));
    }
}
