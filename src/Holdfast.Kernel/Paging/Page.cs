namespace Holdfast.Kernel.Paging;

/// <summary>One page of a listing.</summary>
/// <param name="Items">What the page holds.</param>
/// <param name="Marker">Where the next page starts; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Marker)
{
    /// <summary>Whether there is a next page.</summary>
    public bool IsTruncated => Marker is not null;

    /// <summary>Gives the page with each item in another form.</summary>
    public Page<TOther> Select<TOther>(Func<T, TOther> form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var items = new TOther[Items.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = form(Items[i]);
        }

        return new(items, Marker);
    }
}
