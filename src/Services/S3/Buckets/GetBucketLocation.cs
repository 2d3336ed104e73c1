using Holdfast.Kernel;
using Holdfast.Services.S3.Access;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Says which region a bucket is in, as S3 once named regions: the first one has no name, and the old name of Ireland stays where it was used.</summary>
internal sealed class GetBucketLocation : IOperation<GetBucketLocationRequest, GetBucketLocationResponse>
{
    public async ValueTask<Target> TargetAsync(GetBucketLocationRequest request, Call call, CancellationToken cancellationToken)
        => call.TargetOf(await call.BucketAnywhereAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken));

    public async ValueTask<GetBucketLocationResponse> ExecuteAsync(GetBucketLocationRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAnywhereAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return new() { LocationConstraint = bucket.Constraint ?? (bucket.Region == LocationConstraints.First ? null : bucket.Region) };
    }
}
