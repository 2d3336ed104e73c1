using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Kernel.Paging;

/// <summary>The opaque string from which a listing goes on: the last key that was given, and a digest of what is listed.</summary>
public static class PageMarker
{
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
    /// <param name="scope">What is listed.</param>
    /// <param name="marker">The marker that a caller gives, of a length that the model allows.</param>
    /// <param name="invalid">Makes the error of the service for a marker that this listing did not give.</param>
    public static string Read(string scope, string marker, Func<ServiceException> invalid)
    {
        ArgumentNullException.ThrowIfNull(invalid);
        if (!Base64Url.IsValid(marker))
        {
            throw invalid();
        }

        var bytes = Base64Url.DecodeFromChars(marker);
        Span<byte> digest = stackalloc byte[DigestBytes];
        Digest(scope, digest);
        return bytes.Length > DigestBytes && digest.SequenceEqual(bytes.AsSpan(0, DigestBytes))
            ? Encoding.UTF8.GetString(bytes.AsSpan(DigestBytes))
            : throw invalid();
    }

    private static void Digest(string scope, Span<byte> destination)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(scope), digest);
        digest[..DigestBytes].CopyTo(destination);
    }
}
