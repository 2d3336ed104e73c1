using Holdfast.Store;

namespace Holdfast.Services.S3.Objects;

/// <summary>The current version of an object. A key whose latest version is a delete marker has none.</summary>
/// <param name="Object">The version.</param>
internal sealed record CurrentObject(StoredObject Object) : IRecord<CurrentObject>
{
    /// <summary>Finds objects by the id of their body, so that files without an object are told from those with one.</summary>
    public static readonly RecordIndex<CurrentObject> ByBody = new("body", static current => Indexed(current.Object));

    /// <summary>Finds objects by the id of their restored copy.</summary>
    public static readonly RecordIndex<CurrentObject> ByRestored = new("restored", static current => IndexedRestored(current.Object));

    /// <inheritdoc/>
    public static RecordType<CurrentObject> Type { get; } = new("s3/objects", S3Json.Default.CurrentObject, ByBody, ByRestored);

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => KeyOf(Object.Bucket, Object.Key);

    /// <summary>Makes the key: it sorts as S3 lists.</summary>
    public static string KeyOf(string bucket, string key) => $"{bucket}/{key}";

    /// <summary>The id of a body that is a file.</summary>
    internal static string? Indexed(StoredObject stored) => stored.Body is { IsInline: false } body ? body.Id : null;

    /// <summary>The id of a restored copy that is a file.</summary>
    internal static string? IndexedRestored(StoredObject stored) => stored.Restored is { IsInline: false } body ? body.Id : null;
}
