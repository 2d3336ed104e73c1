namespace Holdfast.Store.Sqlite.Records;

/// <summary>What the engine knows of one collection while it is open.</summary>
internal abstract class Collection(string name)
{
    private Numbers _numbers = new(0, null);

    public string Name => name;

    /// <summary>The numbers in the tables, as committed.</summary>
    public Numbers Committed
    {
        get => Volatile.Read(ref _numbers);
        private set => Volatile.Write(ref _numbers, value);
    }

    /// <summary>The numbers as the group in work sees them; the writer alone asks.</summary>
    public Numbers Pending { get; set; } = new(0, null);

    /// <summary>The names of the indexes, in the order of their ordinals.</summary>
    public abstract IReadOnlyList<string> IndexNames { get; }

    /// <summary>Whether a record is of the type of this collection.</summary>
    public abstract bool Holds(IRecord record);

    /// <summary>Reads a record from its JSON form.</summary>
    public abstract IRecord Read(ReadOnlySpan<byte> json);

    /// <summary>Writes the JSON form of a record.</summary>
    public abstract byte[] Write(IRecord record);

    /// <summary>The value of a record in each index; null where it has none.</summary>
    public abstract string?[] IndexValues(IRecord? record);

    /// <summary>Makes the numbers of the group in work count.</summary>
    public void Publish() => Committed = Pending;

    /// <summary>Takes back the numbers of the group in work.</summary>
    public void Withdraw() => Pending = Committed;
}

/// <summary>The numbers by which the tables know a collection and its indexes.</summary>
/// <param name="Collection">The number of the collection; zero until something was written.</param>
/// <param name="Indexes">The numbers of the indexes in the order of their ordinals; null until each covers every record.</param>
internal sealed record Numbers(long Collection, long[]? Indexes);

/// <summary>What the engine knows of one collection, in terms of its type.</summary>
internal sealed class Collection<T>(RecordType<T> type) : Collection(type.Collection)
    where T : class, IRecord<T>
{
    private readonly string[] _indexNames = [.. type.Indexes.Select(static index => index.Name)];

    public override IReadOnlyList<string> IndexNames => _indexNames;

    public override bool Holds(IRecord record) => record is T;

    public override IRecord Read(ReadOnlySpan<byte> json) => (IRecord)type.Read(json);

    public override byte[] Write(IRecord record) => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes((T)record, type.Json);

    public override string?[] IndexValues(IRecord? record)
    {
        if (_indexNames.Length == 0)
        {
            return [];
        }

        var values = new string?[_indexNames.Length];
        for (var i = 0; record is not null && i < values.Length; i++)
        {
            values[i] = type.Indexes[i].ValueOf((T)record);
        }

        return values;
    }
}
