using Holdfast.Services.S3.IntelligentTiering;

namespace Holdfast.Services.Tests.S3.IntelligentTiering;

public sealed class GetBucketIntelligentTieringConfigurationTests : S3Tests
{
    [Fact]
    public async Task Gives_out_what_was_put()
    {
        await GivenBucketAsync();
        await World.CallAsync(new PutBucketIntelligentTieringConfiguration(), new() { Bucket = Bucket, Id = "one", IntelligentTieringConfiguration = PutBucketIntelligentTieringConfigurationTests.Sample("one") });

        var response = await World.CallAsync(new GetBucketIntelligentTieringConfiguration(), new() { Bucket = Bucket, Id = "one" });

        Assert.Equal(PutBucketIntelligentTieringConfigurationTests.Sample(), response.IntelligentTieringConfiguration);
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("NoSuchConfiguration", () => World.CallAsync(new GetBucketIntelligentTieringConfiguration(), new() { Bucket = Bucket, Id = "one" }));

        Assert.Equal("The specified configuration does not exist.", error.Message);
    }
}
