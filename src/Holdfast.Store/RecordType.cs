using System.Text.Json.Serialization.Metadata;

namespace Holdfast.Store;

/// <summary>How the store keeps one type of record.</summary>
public abstract class RecordType(string collection)
{
    /// <summary>The name of the collection, such as <c>iam/users</c>; it never changes once data exists.</summary>
    public string Collection { get; } = collection;

    /// <summary>Reads a record from its JSON form.</summary>
    public abstract object Read(ReadOnlySpan<byte> json);
}

/// <summary>How the store keeps records of one type.</summary>
/// <typeparam name="T">The type of record.</typeparam>
/// <param name="collection">The name of the collection.</param>
/// <param name="json">The source-generated JSON contract.</param>
/// <param name="indexes">The fields by which records are found, besides the key.</param>
public sealed class RecordType<T>(string collection, JsonTypeInfo<T> json, params RecordIndex<T>[] indexes) : RecordType(collection)
    where T : class, IRecord<T>
{
    /// <summary>The source-generated JSON contract.</summary>
    public JsonTypeInfo<T> Json { get; } = json;

    /// <summary>The fields by which records are found, besides the key.</summary>
    public IReadOnlyList<RecordIndex<T>> Indexes { get; } = indexes;

    /// <inheritdoc/>
    public override object Read(ReadOnlySpan<byte> json) => System.Text.Json.JsonSerializer.Deserialize(json, Json)
        ?? throw new System.Text.Json.JsonException($"A record of {Collection} is null.");
}
