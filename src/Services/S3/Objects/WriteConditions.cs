using Holdfast.Kernel;

namespace Holdfast.Services.S3.Objects;

/// <summary>The conditions of a write: that nothing is there, or that what is there is what the client knows (S3 User Guide, "Conditional writes").</summary>
internal static class WriteConditions
{
    /// <summary>Compares them with what is there.</summary>
    /// <param name="current">The current object; null when there is none, or a delete marker.</param>
    /// <param name="key">The key.</param>
    /// <param name="ifMatch">The entity tag that must be there.</param>
    /// <param name="ifNoneMatch"><c>*</c> when nothing must be there.</param>
    /// <exception cref="ServiceException">They do not hold.</exception>
    public static void Check(StoredObject? current, string key, string? ifMatch, string? ifNoneMatch)
    {
        if (ifNoneMatch is not (null or "*") || (ifMatch is not null && ifNoneMatch is not null))
        {
            throw new CommonException("NotImplemented", 501, "A header you provided implies functionality that is not implemented")
            {
                Details = [new("Header", "If-None-Match")],
            };
        }

        if (ifNoneMatch is not null && current is not null)
        {
            throw S3Errors.PreconditionFailed("If-None-Match");
        }

        if (ifMatch is not null)
        {
            if (current is null)
            {
                throw S3Errors.NoSuchKey(key);
            }

            if (!EntityTags.Match(ifMatch, current.ETag))
            {
                throw S3Errors.PreconditionFailed("If-Match");
            }
        }
    }
}
