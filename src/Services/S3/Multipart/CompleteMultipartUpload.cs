using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Checksums;
using Holdfast.Services.S3.Objects;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Notifications;

namespace Holdfast.Services.S3.Multipart;

/// <summary>Makes an object of the parts of an upload, without touching their bytes.</summary>
internal sealed class CompleteMultipartUpload : IOperation<CompleteMultipartUploadRequest, CompleteMultipartUploadResponse>
{
    public async ValueTask<Target> TargetAsync(CompleteMultipartUploadRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetOf(
            await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken),
            request.Key,
            [.. WriteTargets.Conditions(request.IfMatch, request.IfNoneMatch), new("s3:ObjectCreationOperation", "true")]);

    public async ValueTask<CompleteMultipartUploadResponse> ExecuteAsync(
        CompleteMultipartUploadRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var current = await call.Transaction.FindCurrentAsync(bucket.Name, request.Key, cancellationToken);
        var upload = await call.Transaction.FindAsync<StoredUpload>(
            StoredUpload.KeyOf(bucket.Name, request.Key, request.UploadId), cancellationToken);
        if (upload is null)
        {
            // Who did not hear the answer asks again, and hears it then.
            return current is not null && current.UploadId == request.UploadId
                ? AnswerOf(call, bucket, current)
                : throw UploadTable.NoSuchUpload(request.UploadId);
        }

        var uploaded = await call.Transaction.ListAsync<UploadedPart>(
            UploadedPart.PrefixOf(upload.Id), after: null, UploadTable.PartNumberMax, cancellationToken);
        var parts = CompletedParts.Of(upload, uploaded, request.MultipartUpload?.Parts);
        WriteConditions.Check(current, request.Key, request.IfMatch, request.IfNoneMatch);
        var sum = PartTable.SumOf(upload, parts);
        CheckSum(request, upload, sum);
        var size = parts.Sum(static part => part.Body.Length);
        if (request.MpuObjectSize is { } stated && stated != size)
        {
            throw S3Errors.InvalidRequest($"The provided 'x-amz-mp-object-size' header value {stated} does not match what was computed: {size}");
        }

        await call.PlaceAsync(upload, parts, uploaded, cancellationToken);
        call.Transaction.Delete(upload);
        var (mode, until) = upload.IsLockAsked
            ? (upload.Object.LockMode, upload.Object.LockedUntil)
            : LockTerms.Of(call, bucket, new());
        var put = await call.PutAsync(
            bucket,
            upload.Object with
            {
                ModifiedAt = call.Now,
                Size = size,
                ETag = ETags.OfParts([.. parts.Select(static part => part.ETag)]),
                Sum = sum,
                IsSumComposite = upload.IsComposite,
                Envelope = upload.Envelope,
                UploadId = upload.Id,
                PartCount = parts.Count,
                LockMode = mode,
                LockedUntil = until,
            },
            cancellationToken);
        call.Raise(bucket, EventNames.CreatedMultipart, put);
        return AnswerOf(call, bucket, put) with { Expiration = await ExpirationHeader.OfAsync(call.Transaction, bucket, put, cancellationToken) };
    }

    private static void CheckSum(CompleteMultipartUploadRequest request, StoredUpload upload, BodySum sum)
    {
        if (request.ChecksumType is { } type && type != (upload.IsComposite ? ChecksumType.COMPOSITE : ChecksumType.FullObject))
        {
            throw S3Errors.InvalidRequest(
                $"The upload was created using the {(upload.IsComposite ? ChecksumType.COMPOSITE : ChecksumType.FullObject)} checksum mode. The complete request must use the same checksum mode.");
        }

        var stated = Sums.Stated(request, isOfParts: true);
        PartTable.CheckAlgorithm(upload, stated?.Algorithm);
        if (stated is not null && stated.Algorithm == sum.Algorithm && stated.Value != Sums.Bare(sum.Value))
        {
            throw Sums.Mismatch(sum.Algorithm);
        }
    }

    private static CompleteMultipartUploadResponse AnswerOf(Call call, StoredBucket bucket, StoredObject put) => new()
    {
        Location = $"{(call.Request.IsSecure ? "https" : "http")}://{call.Request.Host}/{bucket.Name}/{Uri.EscapeDataString(put.Key).Replace("%2F", "/", StringComparison.Ordinal)}",
        Bucket = bucket.Name,
        Key = put.Key,
        ETag = EntityTags.Quote(put.ETag),
        VersionId = ObjectAnswer.AddedVersionIdOf(bucket, put),
        ServerSideEncryption = ObjectAnswer.AlgorithmOf(put),
        SSEKMSKeyId = put.Envelope!.KmsKeyArn,
        BucketKeyEnabled = put.Envelope.BucketKey ? true : null,
        ChecksumType = ObjectAnswer.TypeOf(put),
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
    };
}
