using Holdfast.Kernel;

namespace Holdfast.Services.S3.Policies;

/// <summary>Removes the policy of a bucket.</summary>
internal sealed class DeleteBucketPolicy : IOperation<DeleteBucketPolicyRequest, DeleteBucketPolicyResponse>
{
    public ValueTask<Target> TargetAsync(DeleteBucketPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.PolicyTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<DeleteBucketPolicyResponse> ExecuteAsync(DeleteBucketPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.OwnBucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        call.Transaction.Replace(bucket, bucket with { Policy = null });
        return new();
    }
}
