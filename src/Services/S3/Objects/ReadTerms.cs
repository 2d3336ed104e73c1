using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Encryption;

namespace Holdfast.Services.S3.Objects;

/// <summary>What a request to read an object says, GET and HEAD alike.</summary>
internal sealed record ReadTerms
{
    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The version; null for the latest.</summary>
    public string? VersionId { get; init; }

    /// <summary>The account that is expected to own the bucket.</summary>
    public string? ExpectedOwner { get; init; }

    /// <summary>The range of bytes.</summary>
    public string? Range { get; init; }

    /// <summary>The part, by its number.</summary>
    public int? PartNumber { get; init; }

    /// <summary>Whether the checksum is wanted.</summary>
    public string? ChecksumMode { get; init; }

    /// <summary>The conditions.</summary>
    public required ReadConditions Conditions { get; init; }

    /// <summary>The headers that are wanted in the place of the object's own.</summary>
    public ObjectHeaders Instead { get; init; } = new();

    /// <summary>The customer's key.</summary>
    public SealingTerms Sealing { get; init; } = new();

    /// <summary>What a request says.</summary>
    public static ReadTerms Of(IReadingRequest request) => new()
    {
        Bucket = request.Bucket,
        Key = request.Key,
        VersionId = request.VersionId,
        ExpectedOwner = request.ExpectedBucketOwner,
        Range = request.Range,
        PartNumber = request.PartNumber,
        ChecksumMode = request.ChecksumMode,
        Conditions = new(request.IfMatch, request.IfNoneMatch, request.IfModifiedSince, request.IfUnmodifiedSince),
        Instead = new()
        {
            ContentType = request.ResponseContentType,
            CacheControl = request.ResponseCacheControl,
            ContentDisposition = request.ResponseContentDisposition,
            ContentEncoding = request.ResponseContentEncoding,
            ContentLanguage = request.ResponseContentLanguage,
            Expires = request.ResponseExpires,
        },
        Sealing = SealingTerms.Of(request),
    };

    /// <summary>Names the object.</summary>
    /// <param name="call">The call.</param>
    /// <param name="versionAction">The action of who reads a version by its id.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<Target> TargetAsync(Call call, string versionAction, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(Bucket, ExpectedOwner, cancellationToken);
        var found = await call.Transaction.FindAsync(bucket.Name, Key, VersionId, cancellationToken);
        var target = call.TargetOf(bucket, Key, found, WriteTargets.Given(("s3:versionid", VersionId))).LeftToOwner(bucket, found);
        return VersionId is null ? target : target with { Action = versionAction };
    }

    /// <summary>Finds the version and the bytes of it that are wanted.</summary>
    /// <exception cref="ServiceException">There are none, or the conditions do not hold.</exception>
    public async ValueTask<(StoredObject Found, ObjectExtent Extent, BodySum? Sum)> FindAsync(Call call, string method, CancellationToken cancellationToken)
    {
        if (call.Caller.Kind == CallerKind.Anonymous && Instead != new ObjectHeaders())
        {
            throw S3Errors.InvalidRequest("Request specific response headers cannot be used for anonymous GET requests.");
        }

        if (call.Request.S3 is { NamesEncryption: true })
        {
            throw S3Errors.InvalidArgument("x-amz-server-side-encryption header is not supported for this operation.", "x-amz-server-side-encryption", "");
        }

        if (Range is not null && PartNumber is not null)
        {
            throw S3Errors.InvalidRequest("Cannot specify both Range header and partNumber query parameter");
        }

        var found = await call.ReadableAsync(Bucket, Key, VersionId, method, cancellationToken);
        Conditions.Check(found);
        var isSumWanted = ChecksumMode is not null;
        if (PartNumber is { } number)
        {
            var (part, sum) = await call.Transaction.PartAsync(found, number, cancellationToken);
            return (found, part, isSumWanted ? sum : null);
        }

        var extent = ObjectExtent.OfRange(Range, found.Size);
        return (found, extent, isSumWanted && !extent.IsPartial ? found.Sum : null);
    }

    /// <summary>Reads the customer's key; null when there is none.</summary>
    public CustomerKey? ReadCustomerKey(Call call) => Sealing.ReadCustomerKey(call);
}
