using Holdfast.Policy.Matching;

namespace Holdfast.Policy.Conditions;

/// <summary>
/// The values of condition keys in one request: complete, nothing is derived. Made to be filled, judged and reset
/// again without allocating; a key set twice keeps the later value.
/// </summary>
public sealed class RequestContext
{
    private const int InitialCapacity = 32;

    // For keys with a slot: one more than the index of their value, 0 where they have none.
    private readonly int[] _slots = new int[KeySlots.Count];

    private ulong[] _hashes = new ulong[InitialCapacity];
    private string[] _names = new string[InitialCapacity];
    private ContextValue[] _values = new ContextValue[InitialCapacity];

    /// <summary>How many keys have a value.</summary>
    public int Count { get; private set; }

    /// <summary>Sets a text.</summary>
    public void Set(ConditionKey key, string text) => Set(key, ContextValue.Of(text));

    /// <summary>Sets the texts of a multivalued key; the array is the context's until it is reset.</summary>
    public void Set(ConditionKey key, string[] texts) => Set(key, ContextValue.Of(texts));

    /// <summary>Sets a truth value.</summary>
    public void Set(ConditionKey key, bool value) => Set(key, ContextValue.Of(value));

    /// <summary>Sets a whole number.</summary>
    public void Set(ConditionKey key, long value) => Set(key, ContextValue.Of(value));

    /// <summary>Sets an instant.</summary>
    public void Set(ConditionKey key, DateTimeOffset value) => Set(key, ContextValue.Of(value));

    /// <summary>Sets an IP address of four or sixteen bytes.</summary>
    public void SetAddress(ConditionKey key, ReadOnlySpan<byte> bytes) => Set(key, ContextValue.OfAddress(bytes));

    /// <summary>Sets a value.</summary>
    public void Set(ConditionKey key, in ContextValue value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Set(key.Slot, key.Hash, key.Name, in value);
    }

    /// <summary>Sets a value of a key that comes as text.</summary>
    public void Set(string name, in ContextValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        var hash = TextHash.IgnoreCase(name);
        Set(KeySlots.Of(hash, name), hash, name, in value);
    }

    /// <summary>The value of a key, where the request has one.</summary>
    public bool TryGet(ConditionKey key, out ContextValue value)
    {
        ArgumentNullException.ThrowIfNull(key);
        var index = IndexOf(key);
        value = index < 0 ? default : _values[index];
        return index >= 0;
    }

    /// <summary>All values with the names of their keys, in the order in which they were set.</summary>
    public IEnumerable<KeyValuePair<string, ContextValue>> Entries()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return new(_names[i], _values[i]);
        }
    }

    /// <summary>Forgets all values.</summary>
    public void Reset()
    {
        Array.Clear(_values, 0, Count);
        Array.Clear(_slots);
        Count = 0;
    }

    internal int IndexOf(ConditionKey key) =>
        key.Slot != 0 ? _slots[key.Slot] - 1 : IndexOf(key.Hash, key.Name);

    internal ref readonly ContextValue ValueAt(int index) => ref _values[index];

    private int IndexOf(ulong hash, string name)
    {
        var from = 0;
        while (true)
        {
            var index = _hashes.AsSpan(from, Count - from).IndexOf(hash);
            if (index < 0)
            {
                return -1;
            }

            index += from;
            var found = _names[index];
            if (ReferenceEquals(found, name) || found.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }

            // Two names of one hash: whoever can make that happen still cannot confuse them.
            from = index + 1;
        }
    }

    private void Set(int slot, ulong hash, string name, in ContextValue value)
    {
        var index = slot != 0 ? _slots[slot] - 1 : IndexOf(hash, name);
        if (index < 0)
        {
            index = Count++;
            _slots[slot] = index + 1;
            if (index == _hashes.Length)
            {
                Array.Resize(ref _hashes, index * 2);
                Array.Resize(ref _names, index * 2);
                Array.Resize(ref _values, index * 2);
            }

            _hashes[index] = hash;
            _names[index] = name;
        }

        _values[index] = value;
    }
}
