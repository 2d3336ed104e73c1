using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Encryption;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Copying;

/// <summary>The object that a request copies from.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="VersionId">The version; null for the latest.</param>
internal sealed record CopySource(string Bucket, string Key, string? VersionId)
{
    private const string VersionMark = "?versionId=";

    /// <summary>The account that the request expects to own the bucket.</summary>
    public string? ExpectedOwner { get; init; }

    /// <summary>The conditions of the copy.</summary>
    public ReadConditions Conditions { get; init; } = new(null, null, null, null);

    /// <summary>The customer's key of the source.</summary>
    public SealingTerms Sealing { get; init; } = new();

    /// <summary>What a request to copy an object says of its source.</summary>
    public static CopySource Of(CopyObjectRequest request) => Read(request.CopySource) with
    {
        ExpectedOwner = request.ExpectedSourceBucketOwner,
        Conditions = new(
            request.CopySourceIfMatch, request.CopySourceIfNoneMatch, request.CopySourceIfModifiedSince, request.CopySourceIfUnmodifiedSince),
        Sealing = new()
        {
            CustomerAlgorithm = request.CopySourceSSECustomerAlgorithm,
            CustomerKey = request.CopySourceSSECustomerKey,
            CustomerKeyMd5 = request.CopySourceSSECustomerKeyMD5,
        },
    };

    /// <summary>What a request to copy a part says of its source.</summary>
    public static CopySource Of(UploadPartCopyRequest request) => Read(request.CopySource) with
    {
        ExpectedOwner = request.ExpectedSourceBucketOwner,
        Conditions = new(
            request.CopySourceIfMatch, request.CopySourceIfNoneMatch, request.CopySourceIfModifiedSince, request.CopySourceIfUnmodifiedSince),
        Sealing = new()
        {
            CustomerAlgorithm = request.CopySourceSSECustomerAlgorithm,
            CustomerKey = request.CopySourceSSECustomerKey,
            CustomerKeyMd5 = request.CopySourceSSECustomerKeyMD5,
        },
    };

    /// <summary>Reads the header: <c>bucket/key</c>, percent-encoded, and perhaps a version.</summary>
    public static CopySource Read(string header)
    {
        var mark = header.LastIndexOf(VersionMark, StringComparison.Ordinal);
        var path = Uri.UnescapeDataString(mark < 0 ? header : header[..mark]).TrimStart('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < path.Length - 1
            ? new(path[..slash], path[(slash + 1)..], mark < 0 ? null : Uri.UnescapeDataString(header[(mark + VersionMark.Length)..]))
            : throw S3Errors.InvalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey", "x-amz-copy-source", header);
    }

    /// <summary>Names what must be allowed on the source for its bytes, and for its tags where they go along.</summary>
    public async ValueTask<IReadOnlyList<Target>> TargetsAsync(Call call, bool withTags, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(Bucket, ExpectedOwner, cancellationToken);
        var found = await call.Transaction.FindAsync(Bucket, Key, VersionId, cancellationToken);
        var target = call.TargetOf(bucket, Key, found, WriteTargets.Given(("s3:versionid", VersionId))).LeftToOwner(bucket, found);
        var read = target with { Action = VersionId is null ? "s3:GetObject" : "s3:GetObjectVersion", Also = [] };
        IEnumerable<Target> tags = withTags && found?.Tags is not null
            ? [read with { Action = VersionId is null ? "s3:GetObjectTagging" : "s3:GetObjectVersionTagging", Named = [] }]
            : [];
        return [read, .. tags, .. target.Also];
    }

    /// <summary>Finds the source.</summary>
    /// <exception cref="ServiceException">There is none that can be copied, or the conditions do not hold.</exception>
    public async ValueTask<(StoredBucket Bucket, StoredObject Object)> FindAsync(Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(Bucket, ExpectedOwner, cancellationToken);
        if (VersionId is not null && await call.Transaction.FindAsync(Bucket, Key, VersionId, cancellationToken) is { IsDeleteMarker: true })
        {
            throw S3Errors.InvalidRequest("The source of a copy request may not specifically refer to a delete marker by version id.");
        }

        var found = await call.ReadableAsync(Bucket, Key, VersionId, "PUT", cancellationToken);
        Conditions.CheckSource(found);
        return found.IsArchived(call.Now)
            ? throw new CommonException(
                "ObjectNotInActiveTierError", 403, "The source object of the COPY action is not in the active tier and is only stored in Amazon S3 Glacier.")
            : (bucket, found);
    }
}
