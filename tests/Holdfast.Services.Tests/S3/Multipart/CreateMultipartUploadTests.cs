using Holdfast.Services.S3;
using Holdfast.Services.S3.Multipart;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.Multipart;

public sealed class CreateMultipartUploadTests : MultipartTests
{
    [Fact]
    public async Task Settles_what_the_object_will_be()
    {
        await GivenBucketAsync();
        var begun = await World.CallAsync(
            new CreateMultipartUpload(Envelopes),
            new()
            {
                Bucket = Bucket,
                Key = "k",
                ContentType = "text/plain",
                Metadata = new Dictionary<string, string> { ["Team"] = "red" },
                Tagging = "a=b",
                StorageClass = StorageClass.StandardIa,
                ServerSideEncryption = ServerSideEncryption.AwsKms,
            });
        var part = await PartAsync(begun.UploadId!, 1, Bytes(9_000));
        await CompleteAsync(begun.UploadId!, [Named(1, part.ETag)]);

        var head = await World.CallAsync(new HeadObject(Envelopes), new() { Bucket = Bucket, Key = "k" });
        Assert.Equal(
            ("text/plain", "red", 1, StorageClass.StandardIa, ServerSideEncryption.AwsKms),
            (head.ContentType, head.Metadata!["team"], head.TagCount, head.StorageClass, head.ServerSideEncryption));
        Assert.EndsWith("-1\"", head.ETag, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SHA256", ChecksumType.FullObject, "The FULL_OBJECT checksum type cannot be used with the sha256 checksum algorithm.")]
    [InlineData("CRC64NVME", ChecksumType.COMPOSITE, "The COMPOSITE checksum type cannot be used with the crc64nvme checksum algorithm.")]
    [InlineData(null, ChecksumType.COMPOSITE, "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.")]
    public async Task Refuses_checksums_that_there_are_not(string? algorithm, string type, string message)
    {
        await GivenBucketAsync();

        Assert.Equal(message, (await RefusedAsync("InvalidRequest", () => BeginAsync(algorithm: algorithm, type: type))).Message);
    }
}
