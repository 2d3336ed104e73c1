using Holdfast.Services.S3.Policies;

namespace Holdfast.Services.Tests.S3.Policies;

public sealed class GetBucketPolicyStatusTests : S3Tests
{
    [Theory]
    [InlineData("\"*\"", true)]
    [InlineData("{\"AWS\":\"111122223333\"}", false)]
    public async Task Says_whether_it_is_public(string principal, bool isPublic)
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Policy = PutBucketPolicyTests.Statement(principal, "s3:GetObject", "arn:aws:s3:::evidence/*") });

        Assert.Equal(isPublic, (await World.CallAsync(new GetBucketPolicyStatus(), new() { Bucket = Bucket })).PolicyStatus!.IsPublic);
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("NoSuchBucketPolicy", () => World.CallAsync(new GetBucketPolicyStatus(), new() { Bucket = Bucket }));

        Assert.Equal("The bucket policy does not exist", error.Message);
    }
}
