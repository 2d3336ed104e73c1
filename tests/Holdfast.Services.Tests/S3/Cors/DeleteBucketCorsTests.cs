using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Cors;

namespace Holdfast.Services.Tests.S3.Cors;

public sealed class DeleteBucketCorsTests : S3Tests
{
    [Fact]
    public async Task Removes_it_and_does_not_mind_when_it_is_gone()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketCors(), new() { Bucket = Bucket, CORSConfiguration = new() { CORSRules = [PutBucketCorsTests.Sample] } });

        await World.CallAsync(new DeleteBucketCors(), new() { Bucket = Bucket });
        await World.CallAsync(new DeleteBucketCors(), new() { Bucket = Bucket });

        Assert.False((await BucketAsync()).Has(ConfigurationKind.Cors));
        Assert.Empty(await World.ListAsync<BucketConfiguration>(""));
    }
}
