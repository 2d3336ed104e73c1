using System.Globalization;
using Holdfast.Store;

namespace Holdfast.Services.S3.Objects;

/// <summary>A version that is not the current object: an older one, or a delete marker.</summary>
/// <param name="Object">The version.</param>
internal sealed record PastVersion(StoredObject Object) : IRecord<PastVersion>
{
    /// <summary>Finds a version by its id.</summary>
    public static readonly RecordIndex<PastVersion> ByVersion = new("version", static past => past.Object.IsNull ? null : past.Object.VersionId);

    /// <summary>Finds versions by the id of their body.</summary>
    public static readonly RecordIndex<PastVersion> ByBody = new("body", static past => CurrentObject.Indexed(past.Object));

    /// <summary>Finds versions by the id of their restored copy.</summary>
    public static readonly RecordIndex<PastVersion> ByRestored = new("restored", static past => CurrentObject.IndexedRestored(past.Object));

    /// <inheritdoc/>
    public static RecordType<PastVersion> Type { get; } = new("s3/versions", S3Json.Default.PastVersion, ByVersion, ByBody, ByRestored);

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => PrefixOf(Object.Bucket, Object.Key) + (long.MaxValue - Object.Ordinal).ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>What the keys of an object's versions start with; what follows sorts the newest first.</summary>
    /// <remarks>
    /// The end of the object's key is below every letter that a longer key could go on with, so versions sort by key and then by age;
    /// a NUL within a key is written so that it stays above that end.
    /// </remarks>
    public static string PrefixOf(string bucket, string key) => $"{bucket}/{Escape(key)}\0\0";

    /// <summary>Writes a key, or the beginning of one, as the keys of versions have it.</summary>
    public static string Escape(string key) => key.Contains('\0', StringComparison.Ordinal) ? key.Replace("\0", "\0\u0001", StringComparison.Ordinal) : key;
}
