using Holdfast.Services.S3;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.Tests.S3.Buckets;

public sealed class GetBucketRequestPaymentTests : S3Tests
{
    [Fact]
    public async Task Tells_who_pays()
    {
        await GivenBucketAsync();
        Assert.Equal(Payer.BucketOwner, (await World.CallAsync(new GetBucketRequestPayment(), new() { Bucket = Bucket })).Payer);

        await ChangeBucketAsync(Bucket, bucket => bucket with { RequesterPays = true });

        Assert.Equal(Payer.Requester, (await World.CallAsync(new GetBucketRequestPayment(), new() { Bucket = Bucket })).Payer);
    }
}
