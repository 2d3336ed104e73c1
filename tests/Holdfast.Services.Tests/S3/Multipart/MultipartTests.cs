using Holdfast.Services.S3;
using Holdfast.Services.S3.Multipart;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.Multipart;

/// <summary>Shorter ways to upload in parts.</summary>
public abstract class MultipartTests : S3Tests
{
    /// <summary>The least bytes of a part that is not the last.</summary>
    protected const int PartBytes = 5 << 20;

    /// <summary>Begins an upload and gives its id.</summary>
    private protected async Task<string> BeginAsync(string key = "k", string? algorithm = null, string? type = null)
        => (await World.CallAsync(
            new CreateMultipartUpload(Envelopes), new() { Bucket = Bucket, Key = key, ChecksumAlgorithm = algorithm, ChecksumType = type })).UploadId!;

    /// <summary>Uploads a part.</summary>
    private protected Task<UploadPartResponse> PartAsync(string upload, int number, byte[] bytes, string key = "k")
        => World.CallAsync(
            new UploadPart(Intake, Envelopes), new() { Bucket = Bucket, Key = key, UploadId = upload, PartNumber = number, Body = BodyOf(bytes) });

    /// <summary>Completes an upload.</summary>
    private protected Task<CompleteMultipartUploadResponse> CompleteAsync(string upload, IEnumerable<CompletedPartShape> parts, string key = "k")
        => World.CallAsync(
            new CompleteMultipartUpload(), new() { Bucket = Bucket, Key = key, UploadId = upload, MultipartUpload = new() { Parts = [.. parts] } });

    /// <summary>Reads an object, or bytes of it.</summary>
    private protected async Task<byte[]> BytesAsync(string key = "k", string? range = null)
        => await BytesOfAsync((await World.CallAsync(new GetObject(Bodies, Envelopes), new() { Bucket = Bucket, Key = key, Range = range })).Body!);

    /// <summary>Bytes that look like chance.</summary>
    private protected byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        World.Ids.Fill(bytes);
        return bytes;
    }

    /// <summary>Names a part as who completes an upload does.</summary>
    private protected static CompletedPartShape Named(int number, string? etag) => new() { PartNumber = number, ETag = etag };
}
