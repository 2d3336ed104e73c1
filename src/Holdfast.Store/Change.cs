namespace Holdfast.Store;

/// <summary>What happened to one record, in commit order.</summary>
public sealed class Change
{
    /// <summary>The number, one more than that of the change before.</summary>
    public required long Sequence { get; init; }

    /// <summary>The collection of the record.</summary>
    public required string Collection { get; init; }

    /// <summary>The key of the record.</summary>
    public required string Key { get; init; }

    /// <summary>The JSON of the record before; empty when it was added.</summary>
    public required ReadOnlyMemory<byte> BeforeJson { get; init; }

    /// <summary>The JSON of the record after; empty when it was removed.</summary>
    public required ReadOnlyMemory<byte> AfterJson { get; init; }

    /// <summary>Why it happened.</summary>
    public required Cause Cause { get; init; }

    /// <summary>The record before, or null when it was added or is of another type.</summary>
    public T? Before<T>()
        where T : class, IRecord<T>
        => Read<T>(BeforeJson);

    /// <summary>The record after, or null when it was removed or is of another type.</summary>
    public T? After<T>()
        where T : class, IRecord<T>
        => Read<T>(AfterJson);

    private T? Read<T>(ReadOnlyMemory<byte> json)
        where T : class, IRecord<T>
        => json.IsEmpty || T.Type.Collection != Collection ? null : (T)T.Type.Read(json.Span);
}
