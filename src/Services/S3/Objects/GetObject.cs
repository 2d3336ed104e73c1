using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Restoring;

namespace Holdfast.Services.S3.Objects;

/// <summary>Gives out an object.</summary>
internal sealed class GetObject(BodyStore bodies, Envelopes envelopes) : IOperation<GetObjectRequest, GetObjectResponse>
{
    public async ValueTask<Target> TargetAsync(GetObjectRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var found = await call.Transaction.FindAsync(bucket.Name, request.Key, request.VersionId, cancellationToken);
        return call.TargetOf(bucket, request.Key, found) with { Action = request.VersionId is null ? null : "s3:GetObjectVersion" };
    }

    public async ValueTask<GetObjectResponse> ExecuteAsync(GetObjectRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var found = await call.Transaction.FindAsync(bucket.Name, request.Key, request.VersionId, cancellationToken);
        if (found is null or { IsDeleteMarker: true })
        {
            throw request.VersionId is { } version ? S3Errors.NoSuchVersion(request.Key, version) : S3Errors.NoSuchKey(request.Key);
        }

        ArchiveRules.CheckReadable(found, call.Now);
        var envelopeKey = await envelopes.OpenAsync(call, found.Envelope!, bucket.Name, found.Key, customerKey: null, cancellationToken);
        var body = found.Readable!;
        var slice = new BodySlice(body, KeyWrap.Unwrap(envelopeKey, body.SealedKey), 0, body.Length);
        return new()
        {
            Body = call.Memory.Keep(await bodies.OpenAsync([slice], call.Transaction, cancellationToken)),
            AcceptRanges = "bytes",
            LastModified = found.ModifiedAt,
            ContentLength = found.Size,
            ETag = $"\"{found.ETag}\"",
            ContentType = found.Headers.ContentType ?? "binary/octet-stream",
            Metadata = found.Metadata,
            ServerSideEncryption = found.Envelope!.Algorithm,
            SSEKMSKeyId = found.Envelope.KmsKeyArn,
            VersionId = bucket.Versioning is null ? null : found.VersionId,
        };
    }
}
