using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Kernel.Paging;

namespace Holdfast.Services.Kms;

/// <summary>The listings of KMS, each with page sizes of its own.</summary>
internal static class KmsListing
{
    /// <summary>Takes up a listing where its marker says.</summary>
    /// <param name="scope">What is listed, with every filter.</param>
    /// <param name="marker">The marker that the caller gives; null for the first page.</param>
    /// <param name="limit">The most items that the caller wants.</param>
    /// <param name="standard">The items on a page when the caller names no number.</param>
    /// <param name="most">The most that the caller may name.</param>
    /// <exception cref="CommonException">The caller names more than that.</exception>
    /// <exception cref="InvalidMarkerException">The marker is not one of this listing.</exception>
    public static Listing Of(string scope, string? marker, int? limit, int standard, int most)
        => limit > most
            ? throw KmsErrors.Validation(string.Create(
                CultureInfo.InvariantCulture,
                $"1 validation error detected: Value '{limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to {most}"))
            : new(scope, marker, limit ?? standard, static () => new InvalidMarkerException("Invalid marker."));
}
