using Holdfast.Kernel;
using Holdfast.Protocols.Signing;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Checksums;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Notifications;

namespace Holdfast.Services.S3.Objects;

/// <summary>Puts an object: its bytes are received once, sealed and durable, before the version that names them is committed.</summary>
internal sealed class PutObject(BodyIntake intake, Envelopes envelopes) : IOperation<PutObjectRequest, PutObjectResponse>
{
    public async ValueTask<Target> TargetAsync(PutObjectRequest request, Call call, CancellationToken cancellationToken)
        => call.WriteTargetOf(
            await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken),
            request.Key,
            ObjectTerms.Of(request),
            [.. WriteTargets.Conditions(request.IfMatch, request.IfNoneMatch), new("s3:ObjectCreationOperation", "true")]);

    public async ValueTask<PutObjectResponse> ExecuteAsync(PutObjectRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var terms = ObjectTerms.Of(request);
        var made = NewVersion.Of(call, bucket, request.Key, terms);
        var sealing = Sealings.Of(call, bucket, terms.Sealing);
        var stated = Sums.Stated(request.ChecksumAlgorithm, request.Body, request);
        CheckLockHasDigest(request, terms, stated);
        await CheckConditionsAsync(request, call, bucket, cancellationToken);
        var received = await intake.ReceiveAsync(
            call,
            request.Body,
            new() { Stated = stated, StatedMd5 = request.ContentMD5, StatedLength = request.ContentLength, Layers = sealing.Layers },
            cancellationToken);
        var (envelope, key) = await envelopes.MakeAsync(call, sealing, bucket.Name, request.Key, cancellationToken);
        var put = await call.PutAsync(
            bucket,
            made with
            {
                Size = received.Length,
                ETag = ETags.Of(call, received, envelope),
                Sum = received.Sum,
                Envelope = envelope,
                Body = BodyStore.Keep(call.Transaction, received, key),
            },
            cancellationToken);
        call.Raise(bucket, request.Body is FormFileStream ? EventNames.CreatedPost : EventNames.CreatedPut, put);
        return AnswerOf(bucket, put) with { Expiration = await ExpirationHeader.OfAsync(call.Transaction, bucket, put, cancellationToken) };
    }

    private static async ValueTask CheckConditionsAsync(PutObjectRequest request, Call call, StoredBucket bucket, CancellationToken cancellationToken)
    {
        if (request.IfMatch is not null || request.IfNoneMatch is not null)
        {
            WriteConditions.Check(
                await call.Transaction.FindCurrentAsync(bucket.Name, request.Key, cancellationToken), request.Key, request.IfMatch, request.IfNoneMatch);
        }
    }

    // What cannot be deleted should at least be what was meant.
    private static void CheckLockHasDigest(PutObjectRequest request, ObjectTerms terms, BodySum? stated)
    {
        if (LockTerms.IsAsked(terms) && request.ContentMD5 is null && stated is null && request.Body is not AwsChunkedStream { TrailingAlgorithm: not null })
        {
            throw S3Errors.InvalidRequest("Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters");
        }
    }

    private static PutObjectResponse AnswerOf(StoredBucket bucket, StoredObject put) => new()
    {
        ETag = EntityTags.Quote(put.ETag),
        VersionId = ObjectAnswer.AddedVersionIdOf(bucket, put),
        ServerSideEncryption = ObjectAnswer.AlgorithmOf(put),
        SSEKMSKeyId = put.Envelope!.KmsKeyArn,
        SSEKMSEncryptionContext = ObjectAnswer.ContextOf(put.Envelope),
        BucketKeyEnabled = put.Envelope.BucketKey ? true : null,
        SSECustomerAlgorithm = ObjectAnswer.CustomerAlgorithmOf(put),
        SSECustomerKeyMD5 = put.Envelope.CustomerKeyMd5,
        ChecksumCRC32 = put.Sum.Of(ChecksumAlgorithm.CRC32),
        ChecksumCRC32C = put.Sum.Of(ChecksumAlgorithm.CRC32C),
        ChecksumCRC64NVME = put.Sum.Of(ChecksumAlgorithm.CRC64NVME),
        ChecksumSHA1 = put.Sum.Of(ChecksumAlgorithm.SHA1),
        ChecksumSHA256 = put.Sum.Of(ChecksumAlgorithm.SHA256),
        ChecksumSHA512 = put.Sum.Of(ChecksumAlgorithm.SHA512),
        ChecksumMD5 = put.Sum.Of(ChecksumAlgorithm.MD5),
        ChecksumXXHASH64 = put.Sum.Of(ChecksumAlgorithm.XXHASH64),
        ChecksumXXHASH3 = put.Sum.Of(ChecksumAlgorithm.XXHASH3),
        ChecksumXXHASH128 = put.Sum.Of(ChecksumAlgorithm.XXHASH128),
        ChecksumType = ChecksumType.FullObject,
    };
}
