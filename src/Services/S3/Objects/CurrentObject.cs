using Holdfast.Store;

namespace Holdfast.Services.S3.Objects;

/// <summary>The current version of an object. A key whose latest version is a delete marker has none.</summary>
/// <param name="Object">The version.</param>
internal sealed record CurrentObject(StoredObject Object) : IRecord<CurrentObject>
{
    /// <summary>Finds objects by the id of their body, so that files without an object are told from those with one.</summary>
    public static readonly RecordIndex<CurrentObject> ByBody = new("body", static current => Indexed(current.Object));

    /// <inheritdoc/>
    public static RecordType<CurrentObject> Type { get; } = new("s3/objects", S3Json.Default.CurrentObject, ByBody);

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => KeyOf(Object.Bucket, Object.Key);

    /// <summary>Makes the key: it sorts as S3 lists.</summary>
    public static string KeyOf(string bucket, string key) => $"{bucket}/{key}";

    /// <summary>The id of a body that is a file.</summary>
    internal static string? Indexed(StoredObject stored) => stored.Body is { IsInline: false } body ? body.Id : null;
}
