using Holdfast.Services.S3.Logging;

namespace Holdfast.Services.Tests.S3.Logging;

public sealed class GetBucketLoggingTests : S3Tests
{
    [Fact]
    public async Task Gives_out_the_target_and_nothing_where_there_is_none()
    {
        await GivenBucketAsync();
        await GivenBucketAsync("logs");
        Assert.Null((await World.CallAsync(new GetBucketLogging(), new() { Bucket = Bucket })).LoggingEnabled);

        await World.CallAsync(new PutBucketLogging(), new() { Bucket = Bucket, BucketLoggingStatus = new() { LoggingEnabled = PutBucketLoggingTests.Sample } });

        Assert.Equal(PutBucketLoggingTests.Sample, (await World.CallAsync(new GetBucketLogging(), new() { Bucket = Bucket })).LoggingEnabled);
    }
}
