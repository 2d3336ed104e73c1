using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Checksums;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Multipart;
using Holdfast.Store;

namespace Holdfast.Services.S3.Objects;

/// <summary>Says what is asked of an object: its entity tag, checksum, parts, storage class and size.</summary>
internal sealed class GetObjectAttributes : IOperation<GetObjectAttributesRequest, GetObjectAttributesResponse>
{
    public async ValueTask<Target> TargetAsync(GetObjectAttributesRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var found = await call.Transaction.FindAsync(bucket.Name, request.Key, request.VersionId, cancellationToken);
        var target = call.TargetOf(bucket, request.Key, found, WriteTargets.Given(("s3:versionid", request.VersionId))).LeftToOwner(bucket, found);
        var isVersion = request.VersionId is not null;
        return target with
        {
            Action = isVersion ? "s3:GetObjectVersionAttributes" : null,
            Also = [target with { Action = isVersion ? "s3:GetObjectVersion" : "s3:GetObject", Named = [], Also = [] }, .. target.Also],
        };
    }

    public async ValueTask<GetObjectAttributesResponse> ExecuteAsync(GetObjectAttributesRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var asked = request.ObjectAttributes;
        foreach (var name in asked)
        {
            if (name is not (ObjectAttributes.ETag or ObjectAttributes.Checksum or ObjectAttributes.ObjectParts or ObjectAttributes.StorageClass or ObjectAttributes.ObjectSize))
            {
                throw S3Errors.InvalidArgument("Invalid attribute name specified.", "x-amz-object-attributes", name);
            }
        }

        var found = await call.ReadableAsync(bucket.Name, request.Key, request.VersionId, "GET", cancellationToken);
        found.CheckCustomerKey(CustomerKey.Read(call, request.SSECustomerAlgorithm, request.SSECustomerKey, request.SSECustomerKeyMD5));
        return new()
        {
            LastModified = found.ModifiedAt,
            VersionId = ObjectAnswer.VersionIdOf(bucket, found),
            ETag = Has(ObjectAttributes.ETag) ? found.ETag : null,
            Checksum = Has(ObjectAttributes.Checksum) && found.Sum is { } sum ? ShapeOf(sum, found) : null,
            ObjectParts = Has(ObjectAttributes.ObjectParts) && found.UploadId is not null ? await PartsAsync(request, call, found, cancellationToken) : null,
            StorageClass = Has(ObjectAttributes.StorageClass) ? found.StorageClass ?? StorageClass.STANDARD : null,
            ObjectSize = Has(ObjectAttributes.ObjectSize) ? found.Size : null,
        };

        bool Has(string name) => asked.Contains(name, StringComparer.Ordinal);
    }

    private static async ValueTask<GetObjectAttributesPartsShape> PartsAsync(
        GetObjectAttributesRequest request, Call call, StoredObject found, CancellationToken cancellationToken)
    {
        var max = Math.Clamp(request.MaxParts ?? UploadTable.PageMax, 0, UploadTable.PageMax);
        var marker = request.PartNumberMarker ?? 0;
        var parts = await call.Transaction.ListAsync<ObjectPart>(ObjectPart.PrefixOf(found.UploadId!), cancellationToken);
        var rest = parts.Where(part => part.Number > marker).ToList();
        var page = rest.Take(max).ToList();
        return new()
        {
            TotalPartsCount = found.PartCount,
            PartNumberMarker = marker,
            NextPartNumberMarker = page is [.., var last] ? last.Number : 0,
            MaxParts = max,
            IsTruncated = rest.Count > page.Count,
            Parts = [.. page.Select(ShapeOf)],
        };
    }

    private static ChecksumShape ShapeOf(BodySum stored, StoredObject found)
    {
        // Here the number of the parts does not follow.
        var sum = stored with { Value = stored.Value.Split('-')[0] };
        return new()
        {
            ChecksumType = ObjectAnswer.TypeOf(found),
            ChecksumCRC32 = sum.Of(ChecksumAlgorithm.CRC32),
            ChecksumCRC32C = sum.Of(ChecksumAlgorithm.CRC32C),
            ChecksumCRC64NVME = sum.Of(ChecksumAlgorithm.CRC64NVME),
            ChecksumSHA1 = sum.Of(ChecksumAlgorithm.SHA1),
            ChecksumSHA256 = sum.Of(ChecksumAlgorithm.SHA256),
            ChecksumSHA512 = sum.Of(ChecksumAlgorithm.SHA512),
            ChecksumMD5 = sum.Of(ChecksumAlgorithm.MD5),
            ChecksumXXHASH64 = sum.Of(ChecksumAlgorithm.XXHASH64),
            ChecksumXXHASH3 = sum.Of(ChecksumAlgorithm.XXHASH3),
            ChecksumXXHASH128 = sum.Of(ChecksumAlgorithm.XXHASH128),
        };
    }

    private static ObjectPartShape ShapeOf(ObjectPart part) => new()
    {
        PartNumber = part.Number,
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
