using Holdfast.Services.S3.DefaultEncryption;

namespace Holdfast.Services.Tests.S3.DefaultEncryption;

public sealed class DeleteBucketEncryptionTests : S3Tests
{
    [Fact]
    public async Task Goes_back_to_keys_of_S3()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Encryption = new() { Algorithm = "aws:kms", KmsKeyId = "k", BucketKey = true } });

        await World.CallAsync(new DeleteBucketEncryption(), new() { Bucket = Bucket });

        Assert.Equal(new Holdfast.Services.S3.Buckets.DefaultEncryption(), (await BucketAsync()).Encryption);
    }
}
