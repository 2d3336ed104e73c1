namespace Holdfast.Services.S3.Bodies;

/// <summary>Where the bytes of an object, or of a part of one, are.</summary>
/// <param name="Id">The id of the body, thirty-two hexadecimal digits.</param>
/// <param name="Length">The bytes in the clear.</param>
/// <param name="SealedKey">The body's own key, wrapped by that of the object's envelope.</param>
internal sealed record StoredBody(string Id, long Length, byte[] SealedKey)
{
    /// <summary>Whether the sealed bytes are a record, as small ones are, and not a file.</summary>
    public bool IsInline { get; init; }

    /// <summary>Whether the file is in the cold folder.</summary>
    public bool IsCold { get; init; }

    /// <summary>Whether the bytes were compressed before they were sealed; then <see cref="PackedLength"/> tells how many they are.</summary>
    public bool IsPacked { get; init; }

    /// <summary>The bytes after compression.</summary>
    public long PackedLength { get; init; }
}
