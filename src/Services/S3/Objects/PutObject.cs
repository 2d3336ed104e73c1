using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Encryption;

namespace Holdfast.Services.S3.Objects;

/// <summary>Puts an object: its bytes are received once, sealed and durable, before the version that names them is committed.</summary>
internal sealed class PutObject(BodyIntake intake, Envelopes envelopes) : IOperation<PutObjectRequest, PutObjectResponse>
{
    public async ValueTask<Target> TargetAsync(PutObjectRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetOf(await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken), request.Key);

    public async ValueTask<PutObjectResponse> ExecuteAsync(PutObjectRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var sealing = Sealings.Of(bucket, request);
        var terms = new BodyTerms { StatedMd5 = request.ContentMD5, Layers = sealing.Layers };
        var received = await intake.ReceiveAsync(call, request.Body, terms, cancellationToken);
        var (envelope, key) = await envelopes.MakeAsync(call, sealing, bucket.Name, request.Key, cancellationToken);
        var put = await call.PutAsync(
            bucket,
            new()
            {
                Bucket = bucket.Name,
                Key = request.Key,
                VersionId = "",
                Ordinal = 0,
                ModifiedAt = call.Now,
                Owner = bucket.Account,
                Size = received.Length,
                ETag = Convert.ToHexStringLower(received.Md5),
                StorageClass = request.StorageClass,
                Headers = HeadersOf(request),
                Metadata = request.Metadata is { Count: > 0 } metadata ? metadata : null,
                Sum = received.Sum,
                Envelope = envelope,
                Body = BodyStore.Keep(call.Transaction, received, key),
            },
            cancellationToken);
        return new()
        {
            ETag = $"\"{put.ETag}\"",
            VersionId = bucket.Versioning is null ? null : put.VersionId,
            ServerSideEncryption = envelope.CustomerKeyMd5 is null ? envelope.Algorithm : null,
            SSEKMSKeyId = envelope.KmsKeyArn,
            ChecksumCRC64NVME = put.Sum?.Value,
            ChecksumType = ChecksumType.FullObject,
        };
    }

    private static ObjectHeaders HeadersOf(PutObjectRequest request) => new()
    {
        ContentType = request.ContentType,
        CacheControl = request.CacheControl,
        ContentDisposition = request.ContentDisposition,
        ContentEncoding = request.ContentEncoding,
        ContentLanguage = request.ContentLanguage,
        Expires = request.Expires,
        WebsiteRedirectLocation = request.WebsiteRedirectLocation,
    };
}
