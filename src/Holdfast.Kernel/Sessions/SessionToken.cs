using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Holdfast.Kernel.Sessions;

/// <summary>Seals sessions into the tokens that travel with temporary credentials, and opens them.</summary>
/// <remarks>
/// A token holds all of the session, so that no store is read to verify one, and none grows with the number of sessions. It is bound to its
/// access key id: beside another it does not open. Behind the seal stands a byte that says how the rest is kept, then the session as JSON,
/// deflated where that pays.
/// </remarks>
public sealed class SessionToken(ISecretSealer sealer)
{
    /// <summary>The characters that a token may have; longer ones are refused before they are decoded.</summary>
    public const int LengthMax = 12 * 1024;

    private const byte Plain = 1;
    private const byte Deflated = 2;

    // What a session without policies and tags takes is smaller; deflating it would cost more than it saves.
    private const int DeflatedFrom = 1024;
    private const int JsonBytesMax = 64 * 1024;

    /// <summary>Makes the token of a session.</summary>
    public string Seal(Session session)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(session, SessionJson.Default.Session);
        var plain = json.Length < DeflatedFrom ? [Plain, .. json] : Deflate(json);
        try
        {
            return Convert.ToBase64String(sealer.SealBytes(plain, BoundTo(session.AccessKeyId)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(json);
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Opens a token.</summary>
    /// <param name="accessKeyId">The access key id that came with it.</param>
    /// <param name="token">The token.</param>
    /// <returns>The session, which may be over; null when the token is none of this server's, was touched, or belongs to another access key.</returns>
    public Session? Open(string accessKeyId, string token)
    {
        if (token.Length > LengthMax || !Base64.IsValid(token))
        {
            return null;
        }

        try
        {
            var plain = sealer.OpenBytes(Convert.FromBase64String(token), BoundTo(accessKeyId));
            var json = plain switch
            {
                [Plain, ..] => plain.AsSpan(1),
                [Deflated, ..] => Inflate(plain),
                _ => default,
            };
            var session = json.IsEmpty ? null : JsonSerializer.Deserialize(json, SessionJson.Default.Session);
            CryptographicOperations.ZeroMemory(plain);
            return session;
        }
        catch (Exception foreign) when (foreign is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static string BoundTo(string accessKeyId) => $"session {accessKeyId}";

    private static byte[] Deflate(byte[] json)
    {
        using var packed = new MemoryStream(json.Length);
        packed.WriteByte(Deflated);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(json);
        }

        return packed.ToArray();
    }

    private static Span<byte> Inflate(byte[] plain)
    {
        using var deflate = new DeflateStream(new MemoryStream(plain, 1, plain.Length - 1), CompressionMode.Decompress);
        var json = new byte[JsonBytesMax];
        return json.AsSpan(0, deflate.ReadAtLeast(json, json.Length, throwOnEndOfStream: false));
    }
}
