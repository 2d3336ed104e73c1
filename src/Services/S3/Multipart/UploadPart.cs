using Holdfast.Kernel;
using Holdfast.Protocols.Signing;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Checksums;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Multipart;

/// <summary>Uploads a part, in any order; a part of the same number gives way to it.</summary>
internal sealed class UploadPart(BodyIntake intake, Envelopes envelopes) : IOperation<UploadPartRequest, UploadPartResponse>
{
    public async ValueTask<Target> TargetAsync(UploadPartRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetOf(
            await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken),
            request.Key,
            [new("s3:ObjectCreationOperation", "false"), .. WriteTargets.Given(("s3:x-amz-server-side-encryption-customer-algorithm", request.SSECustomerAlgorithm))]);

    public async ValueTask<UploadPartResponse> ExecuteAsync(UploadPartRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        UploadTable.CheckNumber(request.PartNumber);
        var upload = await call.UploadAsync(request.Bucket, request.Key, request.UploadId, cancellationToken);
        var customerKey = upload.CheckCustomerKey(
            CustomerKey.Read(call, request.SSECustomerAlgorithm, request.SSECustomerKey, request.SSECustomerKeyMD5));
        var stated = Sums.Stated(request.ChecksumAlgorithm, request.Body, request);
        PartTable.CheckAlgorithm(upload, stated?.Algorithm ?? (request.Body as AwsChunkedStream)?.TrailingAlgorithm);
        var received = await intake.ReceiveAsync(
            call,
            request.Body,
            new()
            {
                Algorithm = upload.Algorithm,
                Stated = stated,
                StatedMd5 = request.ContentMD5,
                StatedLength = request.ContentLength,
                Layers = upload.Layers,
            },
            cancellationToken);
        var key = await envelopes.OpenAsync(call, upload.Envelope, request.Bucket, request.Key, customerKey, cancellationToken);
        return AnswerOf(upload, await call.PutPartAsync(upload, request.PartNumber, received, key, cancellationToken));
    }

    private static UploadPartResponse AnswerOf(StoredUpload upload, UploadedPart part) => new()
    {
        ETag = EntityTags.Quote(part.ETag),
        ServerSideEncryption = upload.Envelope.CustomerKeyMd5 is null ? upload.Envelope.Algorithm : null,
        SSEKMSKeyId = upload.Envelope.KmsKeyArn,
        BucketKeyEnabled = upload.Envelope.BucketKey ? true : null,
        SSECustomerAlgorithm = upload.Envelope.CustomerKeyMd5 is null ? null : upload.Envelope.Algorithm,
        SSECustomerKeyMD5 = upload.Envelope.CustomerKeyMd5,
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
    };
}
