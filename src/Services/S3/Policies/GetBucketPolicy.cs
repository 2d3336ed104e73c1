using Holdfast.Kernel;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Policies;

/// <summary>Gives out the policy of a bucket.</summary>
internal sealed class GetBucketPolicy : IOperation<GetBucketPolicyRequest, GetBucketPolicyResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.PolicyTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketPolicyResponse> ExecuteAsync(GetBucketPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.OwnBucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return new() { Policy = bucket.Policy ?? throw ConfigurationErrors.NoPolicy(bucket) };
    }
}
