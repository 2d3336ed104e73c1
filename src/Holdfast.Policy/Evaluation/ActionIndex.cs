using System.Numerics;
using System.Runtime.InteropServices;

namespace Holdfast.Policy.Evaluation;

/// <summary>
/// Which statements can be about an action: those that name its service, found by the service's hash, and those that
/// may be about any service.
/// </summary>
internal sealed class ActionIndex
{
    private readonly ulong _filter;
    private readonly Bucket[] _buckets;
    private readonly ActionEntry[] _named;
    private readonly ActionEntry[] _anyService;

    public ActionIndex(List<(ulong? Service, ActionEntry Entry)> all)
    {
        _anyService = [.. all.Where(static e => e.Service is null).Select(static e => e.Entry)];
        var groups = all.Where(static e => e.Service is not null).GroupBy(static e => e.Service!.Value).ToArray();
        _named = [.. groups.SelectMany(static g => g.Select(static e => e.Entry))];
        _buckets = new Bucket[BitOperations.RoundUpToPowerOf2((uint)(groups.Length * 2) + 1)];
        _filter = _anyService.Length > 0 ? ulong.MaxValue : 0;
        var start = 0;
        foreach (var group in groups)
        {
            var end = start + group.Count();
            var at = (int)group.Key & (_buckets.Length - 1);
            while (_buckets[at].End != 0)
            {
                at = (at + 1) & (_buckets.Length - 1);
            }

            _buckets[at] = new(group.Key, start, end);
            _filter |= Bit(group.Key);
            start = end;
        }
    }

    /// <summary>Entries that may be about actions of any service.</summary>
    public ReadOnlySpan<ActionEntry> AnyService => _anyService;

    /// <summary>
    /// Whether any statement can be about a service: a quick look that may be wrong only in saying yes.
    /// </summary>
    public bool MayConcern(ulong service) => (_filter & Bit(service)) != 0;

    /// <summary>Entries that name a service.</summary>
    public ReadOnlySpan<ActionEntry> Of(ulong service)
    {
        var mask = _buckets.Length - 1;
        for (var at = (int)service & mask; _buckets[at].End != 0; at = (at + 1) & mask)
        {
            ref readonly var bucket = ref _buckets[at];
            if (bucket.Service == service)
            {
                return _named.AsSpan(bucket.Start, bucket.End - bucket.Start);
            }
        }

        return default;
    }

    /// <summary>All entries, each with the service it is limited to.</summary>
    public IEnumerable<(ulong? Service, ActionEntry Entry)> Entries()
    {
        foreach (var bucket in _buckets)
        {
            for (var i = bucket.Start; i < bucket.End; i++)
            {
                yield return (bucket.Service, _named[i]);
            }
        }

        foreach (var entry in _anyService)
        {
            yield return (null, entry);
        }
    }

    private static ulong Bit(ulong service) => 1ul << (int)(service >> 58);

    // Half of the places at least stay empty (End is 0), so that looking for a service ends.
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Bucket(ulong Service, int Start, int End);
}
