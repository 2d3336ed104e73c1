using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Kernel;

namespace Holdfast.Services.Iam.Paging;

/// <summary>The opaque string from which a listing goes on.</summary>
internal static class PageMarker
{
    /// <summary>The characters that the model lets a marker have.</summary>
    public const int LengthMax = 320;

    private const int DigestBytes = 8;

    /// <summary>Writes the marker that goes on after a key.</summary>
    public static string Write(string scope, string key)
    {
        var bytes = new byte[DigestBytes + Encoding.UTF8.GetByteCount(key)];
        Digest(scope, bytes);
        Encoding.UTF8.GetBytes(key, bytes.AsSpan(DigestBytes));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads the key after which a listing goes on.</summary>
    /// <exception cref="CommonException">The marker is not one that this listing gave.</exception>
    public static string Read(string scope, string marker)
    {
        var bytes = new byte[LengthMax];
        if (marker.Length > LengthMax
            || !Base64Url.IsValid(marker)
            || !Base64Url.TryDecodeFromChars(marker, bytes, out var length)
            || length <= DigestBytes)
        {
            throw Invalid();
        }

        Span<byte> digest = stackalloc byte[DigestBytes];
        Digest(scope, digest);
        return digest.SequenceEqual(bytes.AsSpan(0, DigestBytes))
            ? Encoding.UTF8.GetString(bytes, DigestBytes, length - DigestBytes)
            : throw Invalid();
    }

    private static CommonException Invalid() => new("ValidationError", 400, "Invalid Marker.");

    private static void Digest(string scope, Span<byte> destination)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(scope), digest);
        digest[..DigestBytes].CopyTo(destination);
    }
}
