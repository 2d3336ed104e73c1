using Holdfast.Services.S3;
using Holdfast.Services.S3.Copying;
using Holdfast.Services.Tests.S3.Multipart;

namespace Holdfast.Services.Tests.S3.Copying;

public sealed class UploadPartCopyTests : MultipartTests
{
    [Fact]
    public async Task Makes_a_part_of_a_range_of_another_object()
    {
        await GivenBucketAsync();
        var bytes = Bytes(200_000);
        await PutAsync(new() { Bucket = Bucket, Key = "from", Body = BodyOf(bytes) });
        var upload = await BeginAsync();

        var part = await CopyAsync(upload, "bytes=70000-140000");
        await CompleteAsync(upload, [Named(1, part.CopyPartResult!.ETag)]);

        Assert.Equal(bytes[70_000..140_001], await BytesAsync());
    }

    [Fact]
    public async Task Refuses_ranges_that_are_not_in_the_source_and_uploads_that_there_are_not()
    {
        await GivenBucketAsync();
        await PutAsync("from", "0123456789");
        var upload = await BeginAsync();

        await RefusedAsync("InvalidRange", () => CopyAsync(upload, "bytes=0-10"));
        await RefusedAsync("InvalidArgument", () => CopyAsync(upload, "bytes=3-"));
        await RefusedAsync("InvalidArgument", () => CopyAsync(upload, "0-2"));
        await RefusedAsync("NoSuchUpload", () => CopyAsync("nothing", "bytes=0-2"));
    }

    private Task<UploadPartCopyResponse> CopyAsync(string upload, string? range)
        => World.CallAsync(
            new UploadPartCopy(Parts.Get<BodyCopies>(), Envelopes),
            new() { Bucket = Bucket, Key = "k", UploadId = upload, PartNumber = 1, CopySource = $"{Bucket}/from", CopySourceRange = range });
}
