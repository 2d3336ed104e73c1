using System.Globalization;
using Holdfast.Services.S3.Bodies;
using Holdfast.Store;

namespace Holdfast.Services.S3.Multipart;

/// <summary>A part of an upload that is under way.</summary>
internal sealed record UploadedPart : IRecord<UploadedPart>
{
    /// <summary>Finds parts by the id of their body, so that files without an object are told from those with one.</summary>
    public static readonly RecordIndex<UploadedPart> ByBody = new("body", static part => part.Body.IsInline ? null : part.Body.Id);

    /// <inheritdoc/>
    public static RecordType<UploadedPart> Type { get; } = new("s3/parts", S3Json.Default.UploadedPart, ByBody);

    /// <summary>The upload.</summary>
    public required string UploadId { get; init; }

    /// <summary>Its number, from 1 to 10,000.</summary>
    public required int Number { get; init; }

    /// <summary>The bytes.</summary>
    public required StoredBody Body { get; init; }

    /// <summary>The entity tag, without its quotation marks.</summary>
    public required string ETag { get; init; }

    /// <summary>The checksum.</summary>
    public required BodySum Sum { get; init; }

    /// <summary>When it was uploaded.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => KeyOf(UploadId, Number);

    /// <summary>Makes the key, which sorts by number.</summary>
    public static string KeyOf(string upload, int number) => PrefixOf(upload) + number.ToString("D5", CultureInfo.InvariantCulture);

    /// <summary>What the keys of an upload's parts start with.</summary>
    public static string PrefixOf(string upload) => $"{upload}/";
}
