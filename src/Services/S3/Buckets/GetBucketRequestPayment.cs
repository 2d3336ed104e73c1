using Holdfast.Kernel;
using Holdfast.Services.S3.Access;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Says who pays for requests.</summary>
internal sealed class GetBucketRequestPayment : IOperation<GetBucketRequestPaymentRequest, GetBucketRequestPaymentResponse>
{
    public ValueTask<Target> TargetAsync(GetBucketRequestPaymentRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<GetBucketRequestPaymentResponse> ExecuteAsync(GetBucketRequestPaymentRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        return new() { Payer = bucket.RequesterPays ? Payer.Requester : Payer.BucketOwner };
    }
}
