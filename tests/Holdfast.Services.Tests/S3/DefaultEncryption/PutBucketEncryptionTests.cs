using Holdfast.Services.S3;
using Holdfast.Services.S3.DefaultEncryption;

namespace Holdfast.Services.Tests.S3.DefaultEncryption;

public sealed class PutBucketEncryptionTests : S3Tests
{
    [Fact]
    public async Task Sets_the_key_the_bucket_key_and_what_is_blocked()
    {
        await GivenBucketAsync();

        await PutAsync(new() { SSEAlgorithm = "aws:kms", KMSMasterKeyID = "alias/evidence" }, bucketKey: true, blocked: ["SSE-C"]);

        var encryption = (await BucketAsync()).Encryption;
        Assert.Equal(("aws:kms", "alias/evidence", true), (encryption.Algorithm, encryption.KmsKeyId, encryption.BucketKey));
        Assert.Equal(["SSE-C"], encryption.Blocked!);
    }

    [Theory]
    [InlineData("ROT13", null, null, "MalformedXML")]
    [InlineData("AES256", null, "SSE-X", "MalformedXML")]
    [InlineData("AES256", "alias/evidence", null, "InvalidArgument")]
    public async Task Refuses_what_cannot_be(string algorithm, string? key, string? blocked, string code)
    {
        await GivenBucketAsync();

        await RefusedAsync(code, () => PutAsync(new() { SSEAlgorithm = algorithm, KMSMasterKeyID = key }, blocked: blocked is null ? null : [blocked]));
    }

    [Fact]
    public async Task Refuses_more_rules_than_one()
    {
        await GivenBucketAsync();

        await RefusedAsync("MalformedXML", () => World.CallAsync(
            new PutBucketEncryption(), new() { Bucket = Bucket, ServerSideEncryptionConfiguration = new() { Rules = [new(), new()] } }));
    }

    private Task PutAsync(ServerSideEncryptionByDefaultShape byDefault, bool bucketKey = false, string[]? blocked = null) => World.CallAsync(
        new PutBucketEncryption(),
        new()
        {
            Bucket = Bucket,
            ServerSideEncryptionConfiguration = new()
            {
                Rules = [new() { ApplyServerSideEncryptionByDefault = byDefault, BucketKeyEnabled = bucketKey, BlockedEncryptionTypes = blocked is null ? null : new() { EncryptionType = blocked } }],
            },
        });
}
