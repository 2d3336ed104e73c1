using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Notifications;

/// <summary>Says who is told of what happens in a bucket.</summary>
internal sealed class GetBucketNotificationConfiguration : IOperation<GetBucketNotificationConfigurationRequest, GetBucketNotificationConfigurationResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketNotificationConfigurationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketNotificationConfigurationResponse> ExecuteAsync(GetBucketNotificationConfigurationRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var configuration = await call.FindConfigurationAsync(bucket, ConfigurationTypes.Notification, cancellationToken);
        return new()
        {
            TopicConfigurations = configuration?.TopicConfigurations,
            QueueConfigurations = configuration?.QueueConfigurations,
            LambdaFunctionConfigurations = configuration?.LambdaFunctionConfigurations,
            EventBridgeConfiguration = configuration?.EventBridgeConfiguration,
        };
    }
}
