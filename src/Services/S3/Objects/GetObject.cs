using Holdfast.Kernel;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Restoring;

namespace Holdfast.Services.S3.Objects;

/// <summary>Gives out an object.</summary>
internal sealed class GetObject(BodyStore bodies, Envelopes envelopes) : IOperation<GetObjectRequest, GetObjectResponse>
{
    public ValueTask<Target> TargetAsync(GetObjectRequest request, Call call, CancellationToken cancellationToken)
        => ReadTerms.Of(request).TargetAsync(call, "s3:GetObjectVersion", cancellationToken);

    public async ValueTask<GetObjectResponse> ExecuteAsync(GetObjectRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var terms = ReadTerms.Of(request);
        var (found, extent, sum) = await terms.FindAsync(call, "GET", cancellationToken);
        ArchiveRules.CheckReadable(found, call.Now);
        var key = await envelopes.OpenAsync(
            call, found.Envelope!, bucket.Name, found.Key, found.CheckCustomerKey(terms.ReadCustomerKey(call)), cancellationToken);
        var slices = await call.Transaction.SlicesAsync(found, extent, key, cancellationToken);
        var body = call.Memory.Keep(await bodies.OpenAsync(slices, call.Transaction, cancellationToken));
        return (await call.WithAgeAsync(bucket, found, ObjectAnswer.Of(bucket, found, extent, sum, terms.Instead), cancellationToken)).With(body);
    }
}
