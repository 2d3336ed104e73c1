using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Checksums;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Multipart;

/// <summary>Lists the parts that an upload has so far.</summary>
internal sealed class ListParts : IOperation<ListPartsRequest, ListPartsResponse>
{
    public async ValueTask<Target> TargetAsync(ListPartsRequest request, Call call, CancellationToken cancellationToken)
        => call.KeyTargetOf(await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken), request.Key);

    public async ValueTask<ListPartsResponse> ExecuteAsync(ListPartsRequest request, Call call, CancellationToken cancellationToken)
    {
        await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var upload = await call.UploadAsync(request.Bucket, request.Key, request.UploadId, cancellationToken);
        var asked = request.MaxParts ?? UploadTable.PageMax;
        if (asked < 0)
        {
            throw S3Errors.InvalidArgument("Argument max-parts must be an integer between 0 and 2147483647", "max-parts", $"{asked}");
        }

        var max = Math.Min(asked, UploadTable.PageMax);
        var marker = request.PartNumberMarker ?? 0;
        var parts = await call.Transaction.ListAsync<UploadedPart>(
            UploadedPart.PrefixOf(upload.Id), UploadedPart.KeyOf(upload.Id, Math.Clamp(marker, 0, UploadTable.PartNumberMax)), max + 1, cancellationToken);
        var page = parts.Take(max).ToList();
        return new()
        {
            Bucket = request.Bucket,
            Key = request.Key,
            UploadId = upload.Id,
            PartNumberMarker = marker,
            NextPartNumberMarker = page is [.., var last] ? last.Number : 0,
            MaxParts = max,
            IsTruncated = parts.Count > max && max > 0,
            Parts = [.. page.Select(ShapeOf)],
            Initiator = UploadTable.InitiatorOf(upload),
            Owner = UploadTable.OwnerOf(upload),
            StorageClass = upload.Object.StorageClass ?? StorageClass.STANDARD,
            ChecksumAlgorithm = upload.IsAlgorithmChosen ? upload.Algorithm : null,
            ChecksumType = !upload.IsAlgorithmChosen ? null : upload.IsComposite ? ChecksumType.COMPOSITE : ChecksumType.FullObject,
        };
    }

    private static PartShape ShapeOf(UploadedPart part) => new()
    {
        PartNumber = part.Number,
        LastModified = part.ModifiedAt,
        ETag = EntityTags.Quote(part.ETag),
        Size = part.Body.Length,
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
