using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Replication;

/// <summary>Sets the replication rules of a bucket. They are kept and checked; objects are not copied by them.</summary>
internal sealed class PutBucketReplication : IOperation<PutBucketReplicationRequest, PutBucketReplicationResponse>
{
    public async ValueTask<Target> TargetAsync(PutBucketReplicationRequest request, Call call, CancellationToken cancellationToken)
        => await call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken) with
        {
            Also =
            [
                new Target(new(request.ReplicationConfiguration.Role))
                {
                    Action = "iam:PassRole",
                    Context = [new("iam:PassedToService", $"s3.{call.Partition.DnsSuffix}")],
                },
            ],
        };

    public async ValueTask<PutBucketReplicationResponse> ExecuteAsync(PutBucketReplicationRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var configuration = await ReplicationRules.ReadAsync(call, bucket, request.ReplicationConfiguration, cancellationToken);
        await call.ConfigureAsync(bucket, ConfigurationKind.Replication, configuration, cancellationToken);
        return new();
    }
}
