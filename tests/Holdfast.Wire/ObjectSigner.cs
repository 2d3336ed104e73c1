using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Protocols.Signing;

namespace Holdfast.Wire;

/// <summary>Makes signed requests of S3, in path style, as the bytes that go over the wire.</summary>
/// <param name="accessKeyId">The key; in dev mode twelve digits are the root of that account.</param>
/// <param name="secret">The secret.</param>
public sealed class ObjectSigner(string accessKeyId, string secret)
{
    private readonly RequestSigner _signer = new(
        new SigningSecret(accessKeyId, secret), new SigningScope { Service = "s3", Region = "us-east-1", IsS3 = true });

    /// <summary>Makes a signed request whose body is covered by its hash.</summary>
    /// <param name="now">The instant of the signature, good for fifteen minutes either way.</param>
    /// <param name="method">The method.</param>
    /// <param name="target">The path and the query.</param>
    /// <param name="body">The body; none for methods that have none.</param>
    public byte[] Sign(DateTimeOffset now, string method, string target, ReadOnlySpan<byte> body = default)
        => [.. Head(now, method, target, body.Length, Convert.ToHexStringLower(SHA256.HashData(body))), .. body];

    /// <summary>Makes the head of a signed request, whose body is sent by whoever asks.</summary>
    /// <param name="now">The instant of the signature, good for fifteen minutes either way.</param>
    /// <param name="method">The method.</param>
    /// <param name="target">The path and the query.</param>
    /// <param name="bytes">The length of the body.</param>
    /// <param name="payload">The SHA-256 of the body, or the word that says that it is not signed.</param>
    public byte[] Head(DateTimeOffset now, string method, string target, long bytes, string payload)
    {
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\n");
        foreach (var field in _signer.Sign(method, target, [new("Host", "localhost:4566")], payload, now))
        {
            head.Append(CultureInfo.InvariantCulture, $"{field.Name}: {field.Value}\r\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"User-Agent: holdfast-wire/1\r\nContent-Length: {bytes}\r\n\r\n");
        return Encoding.ASCII.GetBytes(head.ToString());
    }
}
