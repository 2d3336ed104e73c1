using Holdfast.Store.Sqlite.Records;

namespace Holdfast.Store.Sqlite.Commit;

/// <summary>The few records of a transaction in the order of their coming; hashed once they are no longer few.</summary>
internal sealed class KeyedValues<TValue>
{
    private const int Few = 12;
    private const int FirstCapacity = 2;

    private readonly List<RecordKey> _keys = new(FirstCapacity);
    private Dictionary<RecordKey, int>? _places;

    public List<TValue> Values { get; } = new(FirstCapacity);

    public bool TryFind(in RecordKey key, out TValue? value)
    {
        var place = PlaceOf(key);
        value = place < 0 ? default : Values[place];
        return place >= 0;
    }

    public void Add(in RecordKey key, TValue value)
    {
        _keys.Add(key);
        Values.Add(value);
        if (_places is not null)
        {
            _places.Add(key, _keys.Count - 1);
        }
        else if (_keys.Count > Few)
        {
            _places = [];
            for (var i = 0; i < _keys.Count; i++)
            {
                _places.Add(_keys[i], i);
            }
        }
    }

    private int PlaceOf(in RecordKey key)
    {
        if (_places is not null)
        {
            return _places.TryGetValue(key, out var place) ? place : -1;
        }

        for (var i = 0; i < _keys.Count; i++)
        {
            if (_keys[i].Equals(key))
            {
                return i;
            }
        }

        return -1;
    }
}
