using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Import;

/// <summary>The ids of the events that are there already, an hour of a stream at a time, so that what is held does not grow with the history.</summary>
internal sealed class KnownIds(IStore store)
{
    private const int IdsMax = 1_000_000;
    private const int PageSize = 1_000;

    private readonly Dictionary<(string Stream, long Hour), LinkedListNode<Hour>> _hours = [];
    private readonly LinkedList<Hour> _byUse = new();
    private readonly HashSet<(string Stream, long Hour)> _forgotten = [];
    private readonly Dictionary<string, bool> _wasEmpty = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Says whether the hour of an event is at hand; when it is not, <see cref="LoadAsync"/> has to read it, after everything that was added is committed.</summary>
    public bool Has(string stream, DateTimeOffset at) => _hours.ContainsKey((stream, HourOf(at)));

    /// <summary>Adds an id to an hour that is at hand.</summary>
    /// <returns>Whether it was not there.</returns>
    public bool Add(string stream, DateTimeOffset at, Guid id)
    {
        var node = _hours[(stream, HourOf(at))];
        if (node != _byUse.First)
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
        }

        if (!node.Value.Ids.Add(id))
        {
            return false;
        }

        _count++;
        return true;
    }

    /// <summary>Says whether the store may have events of the hour, so that what is under way must be committed before it is read.</summary>
    public async ValueTask<bool> MayHaveAsync(IReadOnlyList<string> streams, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (_forgotten.Contains((streams[0], HourOf(at))))
        {
            return true;
        }

        foreach (var stream in streams)
        {
            if (!_wasEmpty.TryGetValue(stream, out var isEmpty))
            {
                using var transaction = store.Begin(new Cause(nameof(KnownIds), 0));
                isEmpty = (await transaction.SearchStreamAsync(new() { Stream = stream, Limit = 1 }, cancellationToken)).Count == 0;
                _wasEmpty[stream] = isEmpty;
            }

            if (!isEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Brings an hour to hand.</summary>
    /// <param name="streams">The stream that is imported into, and others that may have the same events.</param>
    /// <param name="at">An instant of the hour.</param>
    /// <param name="isRead">Whether the store may have any of it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask LoadAsync(IReadOnlyList<string> streams, DateTimeOffset at, bool isRead, CancellationToken cancellationToken)
    {
        Forget();
        var hour = new Hour(streams[0], HourOf(at), []);
        foreach (var stream in isRead ? streams : [])
        {
            await ReadAsync(stream, hour, cancellationToken);
        }

        _count += hour.Ids.Count;
        _hours[(hour.Stream, hour.Number)] = _byUse.AddFirst(hour);
    }

    private static long HourOf(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerHour;

    private async ValueTask ReadAsync(string stream, Hour hour, CancellationToken cancellationToken)
    {
        using var transaction = store.Begin(new Cause(nameof(KnownIds), 0));
        var from = new DateTimeOffset(hour.Number * TimeSpan.TicksPerHour, TimeSpan.Zero);
        IReadOnlyList<StreamEntry> page = [];
        do
        {
            page = await transaction.SearchStreamAsync(
                new() { Stream = stream, From = from, To = from.AddHours(1).AddTicks(-1), AfterSequence = page is [.., var last] ? last.Sequence : 0, Limit = PageSize },
                cancellationToken);
            foreach (var entry in page)
            {
                hour.Ids.Add(ImportedRecord.KeyOf(entry.Payload.Span));
            }
        }
        while (page.Count == PageSize);
    }

    private void Forget()
    {
        while (_count > IdsMax && _byUse.Last is { } oldest)
        {
            _byUse.RemoveLast();
            _hours.Remove((oldest.Value.Stream, oldest.Value.Number));
            _forgotten.Add((oldest.Value.Stream, oldest.Value.Number));
            _count -= oldest.Value.Ids.Count;
        }
    }

    private sealed record Hour(string Stream, long Number, HashSet<Guid> Ids);
}
