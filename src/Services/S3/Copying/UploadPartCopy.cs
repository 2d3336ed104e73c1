using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Checksums;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Multipart;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Copying;

/// <summary>Makes a part of an upload of bytes of another object.</summary>
internal sealed class UploadPartCopy(BodyCopies copies, Envelopes envelopes) : IOperation<UploadPartCopyRequest, UploadPartCopyResponse>
{
    public async ValueTask<Target> TargetAsync(UploadPartCopyRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetOf(
            await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken),
            request.Key,
            [new("s3:ObjectCreationOperation", "false"), new("s3:x-amz-copy-source", request.CopySource)]) with
        {
            Also = await CopySource.Of(request).TargetsAsync(call, withTags: false, cancellationToken),
        };

    public async ValueTask<UploadPartCopyResponse> ExecuteAsync(UploadPartCopyRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        UploadTable.CheckNumber(request.PartNumber);
        var upload = await call.UploadAsync(request.Bucket, request.Key, request.UploadId, cancellationToken);
        var customerKey = upload.CheckCustomerKey(
            CustomerKey.Read(call, request.SSECustomerAlgorithm, request.SSECustomerKey, request.SSECustomerKeyMD5));
        var source = CopySource.Of(request);
        var (sourceBucket, found) = await source.FindAsync(call, cancellationToken);
        var extent = ExtentOf(request.CopySourceRange, found.Size);
        BodyTerms.CheckSize(extent.Length);
        var received = await copies.CopyAsync(
            call, source, found, extent, new() { Algorithm = upload.Algorithm, Layers = upload.Layers }, cancellationToken);
        var key = await envelopes.OpenAsync(call, upload.Envelope, request.Bucket, request.Key, customerKey, cancellationToken);
        var part = await call.PutPartAsync(upload, request.PartNumber, received, key, cancellationToken);
        return AnswerOf(upload, part, ObjectAnswer.VersionIdOf(sourceBucket, found));
    }

    // More is demanded of this range than of one that is read.
    private static ObjectExtent ExtentOf(string? range, long size)
    {
        if (range is null)
        {
            return new(0, size);
        }

        var numbers = range.StartsWith("bytes=", StringComparison.Ordinal) ? range["bytes=".Length..].Split('-') : [];
        if (numbers.Length != 2
            || !long.TryParse(numbers[0], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var first)
            || !long.TryParse(numbers[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var last)
            || last < first)
        {
            throw S3Errors.InvalidArgument(
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
                "x-amz-copy-source-range",
                range);
        }

        return last < size ? new(first, last - first + 1) : throw ObjectExtent.NotSatisfiable(range, size);
    }

    private static UploadPartCopyResponse AnswerOf(StoredUpload upload, UploadedPart part, string? sourceVersionId) => new()
    {
        CopySourceVersionId = sourceVersionId,
        ServerSideEncryption = upload.Envelope.CustomerKeyMd5 is null ? upload.Envelope.Algorithm : null,
        SSEKMSKeyId = upload.Envelope.KmsKeyArn,
        BucketKeyEnabled = upload.Envelope.BucketKey ? true : null,
        SSECustomerAlgorithm = upload.Envelope.CustomerKeyMd5 is null ? null : upload.Envelope.Algorithm,
        SSECustomerKeyMD5 = upload.Envelope.CustomerKeyMd5,
        CopyPartResult = new()
        {
            ETag = EntityTags.Quote(part.ETag),
            LastModified = part.ModifiedAt,
            ChecksumCRC32 = part.Sum.Of(ChecksumAlgorithm.CRC32),
            ChecksumCRC32C = part.Sum.Of(ChecksumAlgorithm.CRC32C),
            ChecksumCRC64NVME = part.Sum.Of(ChecksumAlgorithm.CRC64NVME),
            ChecksumSHA1 = part.Sum.Of(ChecksumAlgorithm.SHA1),
            ChecksumSHA256 = part.Sum.Of(ChecksumAlgorithm.SHA256),
            ChecksumSHA512 = part.Sum.Of(ChecksumAlgorithm.SHA512),
            ChecksumMD5 = part.Sum.Of(ChecksumAlgorithm.MD5),
            ChecksumXXHASH64 = part.Sum.Of(ChecksumAlgorithm.XXHASH64),
            ChecksumXXHASH3 = part.Sum.Of(ChecksumAlgorithm.XXHASH3),
            ChecksumXXHASH128 = part.Sum.Of(ChecksumAlgorithm.XXHASH128),
        },
    };
}
