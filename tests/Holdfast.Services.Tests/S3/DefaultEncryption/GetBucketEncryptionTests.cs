using Holdfast.Services.S3.DefaultEncryption;

namespace Holdfast.Services.Tests.S3.DefaultEncryption;

public sealed class GetBucketEncryptionTests : S3Tests
{
    [Fact]
    public async Task Always_has_an_answer()
    {
        await GivenBucketAsync();

        var rule = Assert.Single((await World.CallAsync(new GetBucketEncryption(), new() { Bucket = Bucket })).ServerSideEncryptionConfiguration!.Rules);

        Assert.Equal("AES256", rule.ApplyServerSideEncryptionByDefault!.SSEAlgorithm);
        Assert.False(rule.BucketKeyEnabled);
        Assert.Equal(["NONE"], rule.BlockedEncryptionTypes!.EncryptionType!);
    }
}
