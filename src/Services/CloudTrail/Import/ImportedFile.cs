using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Import;

/// <summary>A file that was imported to its end, so that the next run passes over it: a file is the same when its place, length and time are.</summary>
internal sealed record ImportedFile : IRecord<ImportedFile>
{
    /// <summary>The collection.</summary>
    public static RecordType<ImportedFile> Type { get; } = new("cloudtrail/imported-files", CloudTrailJson.Default.ImportedFile);

    /// <summary>The hash of its place, and of where it was brought beside the history.</summary>
    public required string Place { get; init; }

    /// <summary>Its length.</summary>
    public required long Length { get; init; }

    /// <summary>When it was last written.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => Place;

    /// <summary>A file as it is now.</summary>
    /// <param name="file">The file.</param>
    /// <param name="store">The ARN of the event data store that it goes into beside the history; null for none.</param>
    public static ImportedFile Of(FileInfo file, string? store) => new()
    {
        Place = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(store is null ? file.FullName : $"{store}\n{file.FullName}"))),
        Length = file.Length,
        WrittenAt = new(file.LastWriteTimeUtc, TimeSpan.Zero),
    };
}
