using System.Globalization;
using Holdfast.Services.S3.Bodies;
using Holdfast.Store;

namespace Holdfast.Services.S3.Multipart;

/// <summary>A part of an object that was uploaded in parts, at its place among the bytes of the object.</summary>
internal sealed record ObjectPart : IRecord<ObjectPart>
{
    /// <summary>Finds parts by the id of their body, so that files without an object are told from those with one.</summary>
    public static readonly RecordIndex<ObjectPart> ByBody = new("body", static part => part.Body.IsInline ? null : part.Body.Id);

    /// <summary>Finds parts by the id of their restored copy.</summary>
    public static readonly RecordIndex<ObjectPart> ByRestored = new("restored", static part => part.Restored is { IsInline: false } body ? body.Id : null);

    /// <summary>Finds a part by its number.</summary>
    public static readonly RecordIndex<ObjectPart> ByNumber = new("number", static part => NumberOf(part.UploadId, part.Number));

    /// <inheritdoc/>
    public static RecordType<ObjectPart> Type { get; } = new("s3/object-parts", S3Json.Default.ObjectPart, ByBody, ByNumber, ByRestored);

    /// <summary>The upload that the object came of.</summary>
    public required string UploadId { get; init; }

    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>Where its bytes begin in the object.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)]
    public required long Offset { get; init; }

    /// <summary>The bytes.</summary>
    public required StoredBody Body { get; init; }

    /// <summary>The copy that was brought back from the archive; null when there is none.</summary>
    public StoredBody? Restored { get; init; }

    /// <summary>The body that is read.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public StoredBody Readable => Restored ?? Body;

    /// <summary>The checksum.</summary>
    public required BodySum Sum { get; init; }

    /// <summary>The key leads to the part by where its bytes end, so that a range finds its first part without looking at those before.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{UploadId}/{Offset + Body.Length:D19}/{Number:D5}");

    /// <summary>What the keys of an object's parts start with.</summary>
    public static string PrefixOf(string upload) => $"{upload}/";

    /// <summary>The place before the part that has the byte at an offset.</summary>
    public static string Before(string upload, long offset) => string.Create(CultureInfo.InvariantCulture, $"{upload}/{offset:D19}/99999");

    /// <summary>The value under which <see cref="ByNumber"/> has a part.</summary>
    public static string NumberOf(string upload, int number) => string.Create(CultureInfo.InvariantCulture, $"{upload}/{number}");
}
