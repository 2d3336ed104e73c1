using Holdfast.Store;

namespace Holdfast.Services.S3.Logging;

/// <summary>How far the lines of a bucket were delivered.</summary>
internal sealed record AccessCursor : IRecord<AccessCursor>
{
    /// <inheritdoc/>
    public static RecordType<AccessCursor> Type { get; } = new("s3/access-cursors", S3Json.Default.AccessCursor);

    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>The number of the last line that was delivered.</summary>
    public required long Sequence { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => Bucket;
}
