using System.Runtime.InteropServices;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.EventHistory;

/// <summary>A place in the history: the numbers below which the calls and the imported events go on.</summary>
/// <param name="Own">The number of the last call that was given.</param>
/// <param name="Imported">The number of the last imported event that was given.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LookupPlace(long Own, long Imported)
{
    /// <summary>The newest event.</summary>
    public static LookupPlace Start { get; } = new(long.MaxValue, long.MaxValue);

    /// <summary>Puts calls and imported events together, the newest first.</summary>
    /// <param name="own">The calls, newest first.</param>
    /// <param name="imported">The imported events, newest first.</param>
    /// <param name="size">The most entries.</param>
    /// <returns>The entries, and where the next page starts; null when there is none.</returns>
    public (IReadOnlyList<StreamEntry> Page, LookupPlace? Next) Merge(IReadOnlyList<StreamEntry> own, IReadOnlyList<StreamEntry> imported, int size)
    {
        var page = new List<StreamEntry>(size);
        var (calls, others) = (0, 0);
        while (page.Count < size && (calls < own.Count || others < imported.Count))
        {
            var isOwn = others == imported.Count || (calls < own.Count && own[calls].At >= imported[others].At);
            page.Add(isOwn ? own[calls++] : imported[others++]);
        }

        var next = new LookupPlace(calls == 0 ? Own : own[calls - 1].Sequence, others == 0 ? Imported : imported[others - 1].Sequence);
        return (page, calls < own.Count || others < imported.Count ? next : null);
    }
}
