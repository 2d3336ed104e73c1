using System.Collections.Concurrent;

namespace Holdfast.Store.Sqlite.Records;

/// <summary>Finds the collection of a record type without hashing its name.</summary>
internal sealed class CollectionTable(Action<Collection> load)
{
    private static int s_types;

    private readonly ConcurrentDictionary<string, Collection> _byName = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private Collection?[] _byType = [];

    /// <summary>The collections that were used so far.</summary>
    public IEnumerable<Collection> Known => _byName.Values;

    public Collection Of<T>()
        where T : class, IRecord<T>
    {
        var byType = Volatile.Read(ref _byType);
        var slot = Slot<T>.Number;
        return slot < byType.Length && byType[slot] is { } known ? known : Add<T>(slot);
    }

    private Collection Add<T>(int slot)
        where T : class, IRecord<T>
    {
        lock (_gate)
        {
            if (!_byName.TryGetValue(T.Type.Collection, out var collection))
            {
                collection = new Collection<T>(T.Type);
                load(collection);
                _byName[collection.Name] = collection;
            }
            else if (collection is not Collection<T>)
            {
                throw new InvalidOperationException($"Two types of record claim the collection {collection.Name}; the second is {typeof(T).Name}.");
            }

            var grown = new Collection?[Math.Max(slot + 1, _byType.Length)];
            _byType.CopyTo(grown, 0);
            grown[slot] = collection;
            Volatile.Write(ref _byType, grown);
            return collection;
        }
    }

    private static class Slot<T>
    {
        public static readonly int Number = Interlocked.Increment(ref s_types) - 1;
    }
}
