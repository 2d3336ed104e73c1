using Holdfast.Services.S3;
using Holdfast.Services.S3.Multipart;

namespace Holdfast.Services.Tests.S3.Multipart;

public sealed class UploadPartTests : MultipartTests
{
    [Fact]
    public async Task Puts_a_part_in_the_place_of_the_one_of_its_number()
    {
        await GivenBucketAsync();
        var upload = await BeginAsync();
        await PartAsync(upload, 5, Bytes(10));
        var bytes = Bytes(20);
        var part = await PartAsync(upload, 5, bytes);
        await CompleteAsync(upload, [Named(5, part.ETag)]);

        Assert.Equal(bytes, await BytesAsync());
    }

    [Fact]
    public async Task Refuses_what_belongs_to_no_upload_or_cannot_be()
    {
        await GivenBucketAsync();
        var upload = await BeginAsync(algorithm: ChecksumAlgorithm.SHA1);

        var error = await RefusedAsync("NoSuchUpload", () => PartAsync("nothing", 1, Bytes(10)));
        Assert.Equal("The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.", error.Message);
        await RefusedAsync("InvalidArgument", () => PartAsync(upload, 0, Bytes(10)));
        await RefusedAsync("InvalidArgument", () => PartAsync(upload, 10_001, Bytes(10)));
        error = await RefusedAsync("InvalidRequest", () => World.CallAsync(
            new UploadPart(Intake, Envelopes),
            new() { Bucket = Bucket, Key = "k", UploadId = upload, PartNumber = 1, Body = BodyOf(Bytes(10)), ChecksumCRC32 = "AAAAAA==" }));
        Assert.Equal("Checksum Type mismatch occurred, expected checksum Type: sha1, actual checksum Type: crc32", error.Message);
    }

    [Fact]
    public async Task Demands_the_customers_key_of_the_upload()
    {
        await GivenBucketAsync();
        World.IsSecure = true;
        var key = Convert.ToBase64String(new byte[32]);
        var begun = await World.CallAsync(
            new CreateMultipartUpload(Envelopes),
            new() { Bucket = Bucket, Key = "k", SSECustomerAlgorithm = "AES256", SSECustomerKey = key, SSECustomerKeyMD5 = Encryption.CustomerKeyTests.Md5Of(new byte[32]) });

        var error = await RefusedAsync("InvalidRequest", () => PartAsync(begun.UploadId!, 1, Bytes(10)));
        Assert.Equal("The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters.", error.Message);
    }
}
