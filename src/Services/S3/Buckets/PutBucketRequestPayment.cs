using Holdfast.Kernel;
using Holdfast.Services.S3.Access;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Says who pays for requests: other accounts then have to say that they do.</summary>
internal sealed class PutBucketRequestPayment : IOperation<PutBucketRequestPaymentRequest, PutBucketRequestPaymentResponse>
{
    public ValueTask<Target> TargetAsync(PutBucketRequestPaymentRequest request, Call call, CancellationToken cancellationToken)
        => call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);

    public async ValueTask<PutBucketRequestPaymentResponse> ExecuteAsync(PutBucketRequestPaymentRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request.RequestPaymentConfiguration.Payer is not (Payer.Requester or Payer.BucketOwner))
        {
            throw S3Errors.MalformedXml();
        }

        var requesterPays = request.RequestPaymentConfiguration.Payer == Payer.Requester;
        await call.ChangeBucketAsync(request.Bucket, request.ExpectedBucketOwner, bucket => bucket with { RequesterPays = requesterPays }, cancellationToken);
        return new();
    }
}
