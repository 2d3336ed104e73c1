using Holdfast.Kernel;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Lifecycle;

namespace Holdfast.Services.S3.Objects;

/// <summary>Says all that is known of an object, without its bytes.</summary>
internal sealed class HeadObject(Envelopes envelopes) : IOperation<HeadObjectRequest, HeadObjectResponse>
{
    public ValueTask<Target> TargetAsync(HeadObjectRequest request, Call call, CancellationToken cancellationToken)
        => ReadTerms.Of(request).TargetAsync(call, "s3:GetObjectVersion", cancellationToken);

    public async ValueTask<HeadObjectResponse> ExecuteAsync(HeadObjectRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var terms = ReadTerms.Of(request);
        var (found, extent, sum) = await terms.FindAsync(call, "HEAD", cancellationToken);
        var customerKey = found.CheckCustomerKey(terms.ReadCustomerKey(call));
        if (customerKey is not null)
        {
            // Another key of the same MD5 would be told by the seal.
            await envelopes.OpenAsync(call, found.Envelope!, bucket.Name, found.Key, customerKey, cancellationToken);
        }

        return await call.WithAgeAsync(bucket, found, ObjectAnswer.Of(bucket, found, extent, sum, terms.Instead), cancellationToken);
    }
}
