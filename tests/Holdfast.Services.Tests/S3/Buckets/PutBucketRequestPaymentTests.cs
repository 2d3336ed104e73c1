using Holdfast.Services.S3;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.Tests.S3.Buckets;

public sealed class PutBucketRequestPaymentTests : S3Tests
{
    [Fact]
    public async Task Lets_the_requester_pay_and_the_owner_again()
    {
        await GivenBucketAsync();

        await PutAsync(Payer.Requester);
        Assert.True((await BucketAsync()).RequesterPays);
        await PutAsync(Payer.BucketOwner);
        Assert.False((await BucketAsync()).RequesterPays);
    }

    [Fact]
    public async Task Refuses_other_payers()
    {
        await GivenBucketAsync();

        await RefusedAsync("MalformedXML", () => PutAsync("Nobody"));
    }

    private Task PutAsync(string payer) => World.CallAsync(new PutBucketRequestPayment(), new() { Bucket = Bucket, RequestPaymentConfiguration = new() { Payer = payer } });
}
