using System.Text.Json;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Listing;

/// <summary>What listings tell of a version: a small part of what is kept of it, read without the rest.</summary>
internal sealed record ListedObject
{
    /// <summary>The key.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The version id, as <see cref="StoredObject.VersionId"/> is.</summary>
    public string VersionId { get; private set; } = "";

    /// <summary>Its place among the versions of its key.</summary>
    public long Ordinal { get; private set; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset ModifiedAt { get; private set; }

    /// <summary>The account that owns it.</summary>
    public AccountId Owner { get; private set; }

    /// <summary>Whether it is a delete marker.</summary>
    public bool IsDeleteMarker { get; private set; }

    /// <summary>The bytes.</summary>
    public long Size { get; private set; }

    /// <summary>The entity tag, without its quotation marks.</summary>
    public string ETag { get; private set; } = "";

    /// <summary>The storage class; null for <c>STANDARD</c>.</summary>
    public string? StorageClass { get; private set; }

    /// <summary>The algorithm of the checksum; null when there is none.</summary>
    public string? Algorithm { get; private set; }

    /// <summary>Whether the checksum is made of those of parts.</summary>
    public bool IsSumComposite { get; private set; }

    /// <summary>When the copy that was brought back from the archive goes; null when there is none.</summary>
    public DateTimeOffset? RestoredUntil { get; private set; }

    /// <summary>Whether a restoration is under way.</summary>
    public bool IsRestoring { get; private set; }

    /// <summary>Whether it was written while its bucket was not versioned.</summary>
    public bool IsNull => VersionId == StoredObject.NullVersion;

    /// <summary>Reads it from the JSON form of a <see cref="CurrentObject"/> or a <see cref="PastVersion"/>.</summary>
    public static ListedObject Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isObject = reader.ValueTextEquals("object"u8);
            reader.Read();
            if (isObject)
            {
                return ReadObject(ref reader);
            }

            reader.Skip();
        }

        throw new JsonException("A version says nothing of itself.");
    }

    private static ListedObject ReadObject(ref Utf8JsonReader reader)
    {
        var read = new ListedObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!read.TryTakeUsual(ref reader) && !read.TryTakeSeldom(ref reader))
            {
                reader.Read();
                reader.Skip();
            }
        }

        return read;
    }

    // The names are those that S3Json gives to the members of StoredObject.
    private bool TryTakeUsual(ref Utf8JsonReader reader)
    {
        if (IsNext(ref reader, "key"u8))
        {
            Key = reader.GetString()!;
        }
        else if (IsNext(ref reader, "versionId"u8))
        {
            VersionId = reader.ValueTextEquals("null"u8) ? StoredObject.NullVersion : reader.GetString()!;
        }
        else if (IsNext(ref reader, "ordinal"u8))
        {
            Ordinal = reader.GetInt64();
        }
        else if (IsNext(ref reader, "modifiedAt"u8))
        {
            ModifiedAt = reader.GetDateTimeOffset();
        }
        else if (IsNext(ref reader, "owner"u8))
        {
            Owner = new(reader.GetString()!);
        }
        else if (IsNext(ref reader, "size"u8))
        {
            Size = reader.GetInt64();
        }
        else if (IsNext(ref reader, "eTag"u8))
        {
            ETag = reader.GetString()!;
        }
        else if (IsNext(ref reader, "sum"u8))
        {
            Algorithm = ReadAlgorithm(ref reader);
        }
        else
        {
            return false;
        }

        return true;
    }

    private bool TryTakeSeldom(ref Utf8JsonReader reader)
    {
        if (IsNext(ref reader, "isDeleteMarker"u8))
        {
            IsDeleteMarker = reader.GetBoolean();
        }
        else if (IsNext(ref reader, "storageClass"u8))
        {
            StorageClass = reader.GetString();
        }
        else if (IsNext(ref reader, "isSumComposite"u8))
        {
            IsSumComposite = reader.GetBoolean();
        }
        else if (IsNext(ref reader, "restoredUntil"u8))
        {
            RestoredUntil = reader.GetDateTimeOffset();
        }
        else if (IsNext(ref reader, "restoreDue"u8))
        {
            IsRestoring = true;
        }
        else
        {
            return false;
        }

        return true;
    }

    // Steps to the value of a member when it has that name.
    private static bool IsNext(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
        => reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read();

    private static string? ReadAlgorithm(ref Utf8JsonReader reader)
    {
        string? algorithm = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsNext(ref reader, "algorithm"u8))
            {
                algorithm = reader.ValueTextEquals("CRC64NVME"u8) ? ChecksumAlgorithm.CRC64NVME : reader.GetString();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return algorithm;
    }
}
