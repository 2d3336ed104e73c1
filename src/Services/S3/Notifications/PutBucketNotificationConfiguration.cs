using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Notifications;

/// <summary>Says who is told of what happens in a bucket.</summary>
internal sealed class PutBucketNotificationConfiguration(NotificationDestinations destinations)
    : IOperation<PutBucketNotificationConfigurationRequest, PutBucketNotificationConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketNotificationConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketNotificationConfigurationResponse> ExecuteAsync(PutBucketNotificationConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        await NotificationRules.SetAsync(destinations, call, bucket, request.NotificationConfiguration, request.SkipDestinationValidation == true, cancellationToken);
        return new();
    }
}
