using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.S3.Policies;

/// <summary>Sets the policy of a bucket.</summary>
internal sealed class PutBucketPolicy(IPrincipalDirectory principals) : IOperation<PutBucketPolicyRequest, PutBucketPolicyResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.PolicyTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketPolicyResponse> ExecuteAsync(PutBucketPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.OwnBucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var policy = await BucketPolicyRules.ReadAsync(call, bucket, request.Policy, principals, cancellationToken);
        if (bucket.PublicAccess is { BlockPublicPolicy: true } && Policy.Documents.PublicAccess.IsPublic(policy))
        {
            throw S3Errors.AccessDenied();
        }

        call.Transaction.Replace(bucket, bucket with { Policy = request.Policy });
        return new();
    }
}
