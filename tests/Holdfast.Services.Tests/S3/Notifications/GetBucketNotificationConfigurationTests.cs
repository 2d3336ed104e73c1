using Holdfast.Services.S3.Notifications;

namespace Holdfast.Services.Tests.S3.Notifications;

public sealed class GetBucketNotificationConfigurationTests : S3Tests
{
    [Fact]
    public async Task Gives_out_who_is_told_and_nothing_where_nobody_is()
    {
        await GivenBucketAsync();
        Assert.Null((await World.CallAsync(new GetBucketNotificationConfiguration(), new() { Bucket = Bucket })).EventBridgeConfiguration);

        await World.CallAsync(new PutBucketNotificationConfiguration(Parts.Get<NotificationDestinations>()), new() { Bucket = Bucket, NotificationConfiguration = new() { EventBridgeConfiguration = new() } });

        Assert.NotNull((await World.CallAsync(new GetBucketNotificationConfiguration(), new() { Bucket = Bucket })).EventBridgeConfiguration);
    }
}
