using Holdfast.Services.S3;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.Tests.S3.Buckets;

public sealed class PutBucketAccelerateConfigurationTests : S3Tests
{
    [Fact]
    public async Task Keeps_the_status()
    {
        await GivenBucketAsync();

        await PutAsync(Bucket, BucketAccelerateStatus.Suspended);

        Assert.Equal(BucketAccelerateStatus.Suspended, (await BucketAsync()).Acceleration);
    }

    [Fact]
    public async Task Refuses_other_statuses_and_names_with_periods()
    {
        await GivenBucketAsync();
        await GivenBucketAsync("a.b.c");

        await RefusedAsync("MalformedXML", () => PutAsync(Bucket, "Slow"));
        Assert.Equal(
            "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names",
            (await RefusedAsync("InvalidRequest", () => PutAsync("a.b.c", BucketAccelerateStatus.Enabled))).Message);
    }

    private Task PutAsync(string name, string status)
        => World.CallAsync(new PutBucketAccelerateConfiguration(), new() { Bucket = name, AccelerateConfiguration = new() { Status = status } });
}
