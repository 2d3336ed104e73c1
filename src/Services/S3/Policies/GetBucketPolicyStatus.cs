using Holdfast.Kernel;
using Holdfast.Policy.Documents;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;
using System.Diagnostics;

namespace Holdfast.Services.S3.Policies;

/// <summary>Says whether the policy of a bucket is public.</summary>
internal sealed class GetBucketPolicyStatus : IOperation<GetBucketPolicyStatusRequest, GetBucketPolicyStatusResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketPolicyStatusRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketPolicyStatusResponse> ExecuteAsync(GetBucketPolicyStatusRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var policy = PolicyDocument.Parse(bucket.Policy ?? throw ConfigurationErrors.NoPolicy(bucket), PolicyKind.Language).Document
            ?? throw new UnreachableException("A policy that was kept cannot be read.");
        return new() { PolicyStatus = new() { IsPublic = Policy.Documents.PublicAccess.IsPublic(policy) } };
    }
}
