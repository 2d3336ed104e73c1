namespace Holdfast.Services.Kms.Paging;

/// <summary>One page of a listing.</summary>
/// <param name="Items">What the page holds.</param>
/// <param name="NextMarker">Where the next page starts; null on the last one.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextMarker)
{
    /// <summary>Whether there is a next page.</summary>
    public bool IsTruncated => NextMarker is not null;
}
