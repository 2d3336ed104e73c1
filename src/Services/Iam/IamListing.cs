using Holdfast.Kernel;
using Holdfast.Kernel.Paging;

namespace Holdfast.Services.Iam;

/// <summary>The listings of IAM.</summary>
/// <remarks>AWS documents no order; its answers are in the order of names, which is that of the keys: names in lower case.</remarks>
internal static class IamListing
{
    /// <summary>Items on a page when the caller names no number ("MaxItems … defaults to 100").</summary>
    public const int DefaultPageSize = 100;

    /// <summary>Takes up a listing where its marker says.</summary>
    /// <param name="scope">What is listed, with every filter.</param>
    /// <param name="marker">The marker that the caller gives; null for the first page.</param>
    /// <param name="maxItems">The most items that the caller wants.</param>
    /// <exception cref="CommonException">The marker is not one of this listing.</exception>
    public static Listing Of(string scope, string? marker, int? maxItems) => new(scope, marker, maxItems ?? DefaultPageSize, InvalidMarker);

    /// <summary>The error for a marker that the listing did not give.</summary>
    public static CommonException InvalidMarker() => new("ValidationError", 400, "Invalid Marker.");
}
