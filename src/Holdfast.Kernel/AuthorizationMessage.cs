using System.IO.Compression;
using System.Security.Cryptography;

namespace Holdfast.Kernel;

/// <summary>The encoded authorization message that some services append to a refusal: the decision with its reasons, for those alone who may decode it.</summary>
/// <remarks>
/// It says which policies denied and in which context, so it is sealed: <c>sts:DecodeAuthorizationMessage</c> opens it.
/// The characters are those of AWS's own messages.
/// </remarks>
public static class AuthorizationMessage
{
    /// <summary>The characters that a message may have ("EncodedMessage … maximum length of 10240").</summary>
    public const int LengthMax = 10_240;

    private const int JsonBytesMax = 256 * 1024;
    private const string BoundTo = "authorization message";

    /// <summary>Encodes a decision.</summary>
    /// <param name="sealer">The sealer.</param>
    /// <param name="json">The decision as UTF-8 JSON.</param>
    /// <returns>The message; null when it would be longer than one may be.</returns>
    public static string? Encode(ISecretSealer sealer, ReadOnlySpan<byte> json)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(json);
        }

        var message = sealer.Seal(Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length), BoundTo)
            .Replace('+', '-').Replace('/', '_').Replace(':', '.');
        return message.Length <= LengthMax ? message : null;
    }

    /// <summary>Decodes a message.</summary>
    /// <returns>The decision as UTF-8 JSON; null when the message is none of this server's.</returns>
    public static byte[]? Decode(ISecretSealer sealer, string message)
    {
        try
        {
            var text = sealer.Open(message.Replace('-', '+').Replace('_', '/').Replace('.', ':'), BoundTo);
            using var deflate = new DeflateStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
            var json = new byte[JsonBytesMax];
            return json[..deflate.ReadAtLeast(json, json.Length, throwOnEndOfStream: false)];
        }
        catch (Exception foreign) when (foreign is CryptographicException or FormatException or InvalidDataException)
        {
            return null;
        }
    }
}
