using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Replication;

/// <summary>Gives out the replication rules of a bucket.</summary>
internal sealed class GetBucketReplication : IOperation<GetBucketReplicationRequest, GetBucketReplicationResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketReplicationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketReplicationResponse> ExecuteAsync(GetBucketReplicationRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return new()
        {
            ReplicationConfiguration = await call.FindConfigurationAsync(bucket, ConfigurationTypes.Replication, cancellationToken)
                ?? throw ConfigurationErrors.NoReplication(bucket),
        };
    }
}
