using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Replication;

/// <summary>Removes the replication rules of a bucket.</summary>
internal sealed class DeleteBucketReplication : IOperation<DeleteBucketReplicationRequest, DeleteBucketReplicationResponse>
{
    public ValueTask<Target> TargetAsync(DeleteBucketReplicationRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<DeleteBucketReplicationResponse> ExecuteAsync(DeleteBucketReplicationRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.UnconfigureAsync(request.Bucket, request.ExpectedBucketOwner, ConfigurationKind.Replication, cancellationToken);
        return new();
    }
}
