using Holdfast.Services.S3;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.Tests.S3.Buckets;

public sealed class GetBucketVersioningTests : S3Tests
{
    [Fact]
    public async Task Says_nothing_of_a_bucket_that_never_had_any()
    {
        await GivenBucketAsync();

        var response = await GetAsync();

        Assert.Null(response.Status);
        Assert.Null(response.MFADelete);
    }

    [Theory]
    [InlineData(BucketVersioningStatus.Enabled)]
    [InlineData(BucketVersioningStatus.Suspended)]
    public async Task Says_what_was_set(string status)
    {
        await GivenBucketAsync(versioning: status);
        await ChangeBucketAsync(Bucket, bucket => bucket with { MfaDelete = true });

        var response = await GetAsync();

        Assert.Equal((status, MFADeleteStatus.Enabled), (response.Status, response.MFADelete));
    }

    private Task<GetBucketVersioningResponse> GetAsync() => World.CallAsync(new GetBucketVersioning(), new() { Bucket = Bucket });
}
