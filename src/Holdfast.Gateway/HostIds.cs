using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Gateway;

/// <summary>Makes the second ids of S3's answers (<c>x-amz-id-2</c>): texts in Base64 that belong to their request ids and tell nothing more.</summary>
internal static class HostIds
{
    /// <summary>Gives the id that goes with a request id.</summary>
    public static string Of(string requestId)
    {
        Span<byte> text = stackalloc byte[Encoding.UTF8.GetMaxByteCount(requestId.Length)];
        Span<byte> hash = stackalloc byte[SHA384.HashSizeInBytes];
        SHA384.HashData(text[..Encoding.UTF8.GetBytes(requestId, text)], hash);
        return Convert.ToBase64String(hash);
    }
}
