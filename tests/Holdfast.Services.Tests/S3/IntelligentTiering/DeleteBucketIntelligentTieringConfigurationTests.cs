using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.IntelligentTiering;

namespace Holdfast.Services.Tests.S3.IntelligentTiering;

public sealed class DeleteBucketIntelligentTieringConfigurationTests : S3Tests
{
    [Fact]
    public async Task Removes_it_and_leaves_the_others()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketIntelligentTieringConfiguration(), new() { Bucket = Bucket, Id = "one", IntelligentTieringConfiguration = PutBucketIntelligentTieringConfigurationTests.Sample("one") });
        await World.CallAsync(new PutBucketIntelligentTieringConfiguration(), new() { Bucket = Bucket, Id = "two", IntelligentTieringConfiguration = PutBucketIntelligentTieringConfigurationTests.Sample("two") });

        await DeleteAsync("one");

        Assert.Equal("two", Assert.Single(await World.ListAsync<BucketConfiguration>($"{Bucket}/")).Id);
        Assert.True((await BucketAsync()).Has(ConfigurationKind.IntelligentTiering));
        await DeleteAsync("two");
        Assert.False((await BucketAsync()).Has(ConfigurationKind.IntelligentTiering));
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        await RefusedAsync("NoSuchConfiguration", () => DeleteAsync("one"));
    }

    private Task DeleteAsync(string id) => World.CallAsync(new DeleteBucketIntelligentTieringConfiguration(), new() { Bucket = Bucket, Id = id });
}
