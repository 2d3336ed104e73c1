using System.Globalization;
using Holdfast.Kernel;

namespace Holdfast.Services.S3.Objects;

/// <summary>The conditions of a read, in the order of RFC 9110, 13.2.2.</summary>
/// <param name="IfMatch">The tags of which the object must have one.</param>
/// <param name="IfNoneMatch">The tags of which it must have none.</param>
/// <param name="IfModifiedSince">After when it must have changed.</param>
/// <param name="IfUnmodifiedSince">After when it must not have changed.</param>
internal sealed record ReadConditions(string? IfMatch, string? IfNoneMatch, DateTimeOffset? IfModifiedSince, DateTimeOffset? IfUnmodifiedSince)
{
    /// <summary>Compares them with an object.</summary>
    /// <exception cref="ServiceException">They do not hold: the client has the object already, or expects another.</exception>
    public void Check(StoredObject found)
    {
        CheckExpected(found);
        if (IfNoneMatch is { } known ? EntityTags.Match(known, found.ETag) : IfModifiedSince is { } since && Seconds(found.ModifiedAt) <= Seconds(since))
        {
            throw NotModified(found);
        }
    }

    /// <summary>Compares them with the source of a copy, for which there is no such answer as that the client has it.</summary>
    public void CheckSource(StoredObject found)
    {
        CheckExpected(found, "x-amz-copy-source-");
        if (IfNoneMatch is { } known && EntityTags.Match(known, found.ETag))
        {
            throw S3Errors.PreconditionFailed("x-amz-copy-source-If-None-Match");
        }

        if (IfNoneMatch is null && IfModifiedSince is { } since && Seconds(found.ModifiedAt) <= Seconds(since))
        {
            throw S3Errors.PreconditionFailed("x-amz-copy-source-If-Modified-Since");
        }
    }

    private void CheckExpected(StoredObject found, string prefix = "")
    {
        if (IfMatch is { } expected && !EntityTags.Match(expected, found.ETag))
        {
            throw S3Errors.PreconditionFailed($"{prefix}If-Match");
        }

        if (IfMatch is null && IfUnmodifiedSince is { } until && Seconds(found.ModifiedAt) > Seconds(until))
        {
            throw S3Errors.PreconditionFailed($"{prefix}If-Unmodified-Since");
        }
    }

    // Headers tell whole seconds.
    private static long Seconds(DateTimeOffset instant) => instant.ToUnixTimeSeconds();

    private static CommonException NotModified(StoredObject found) => new("NotModified", 304, "Not Modified")
    {
        Headers =
        [
            new("ETag", EntityTags.Quote(found.ETag)),
            new("Last-Modified", found.ModifiedAt.UtcDateTime.ToString("R", CultureInfo.InvariantCulture)),
        ],
    };
}
