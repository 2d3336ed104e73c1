using Holdfast.Store;

namespace Holdfast.Services.S3.Bodies;

/// <summary>The sealed bytes of a small body: one commit keeps them with their object, where a file of its own would cost the disk two more waits.</summary>
internal sealed record InlineBody : IRecord<InlineBody>
{
    /// <inheritdoc/>
    public static RecordType<InlineBody> Type { get; } = new("s3/bodies", S3Json.Default.InlineBody);

    /// <summary>The id of the body.</summary>
    public required string Id { get; init; }

    /// <summary>The sealed bytes.</summary>
    public required byte[] Bytes { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => Id;
}
