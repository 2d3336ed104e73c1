using System.Text;
using Holdfast.Protocols.Signing;

namespace Holdfast.Wire;

/// <summary>Makes signed requests of AWS JSON 1.1 services as the bytes that go over the wire.</summary>
/// <param name="accessKeyId">The key; in dev mode twelve digits are the root of that account.</param>
/// <param name="secret">The secret.</param>
/// <param name="service">The signing name, such as <c>cloudtrail</c>.</param>
/// <param name="targetPrefix">What stands before the operation in <c>X-Amz-Target</c>.</param>
public sealed class JsonSigner(string accessKeyId, string secret, string service, string targetPrefix)
{
    private readonly RequestSigner _signer = new(
        new SigningSecret(accessKeyId, secret), new SigningScope { Service = service, Region = "us-east-1" });

    /// <summary>Makes a signed POST of one operation.</summary>
    public byte[] Sign(DateTimeOffset now, string operation, string json)
        => HttpBytes.Post(_signer, now, Encoding.UTF8.GetBytes(json),
            new("Content-Type", "application/x-amz-json-1.1"), new("X-Amz-Target", $"{targetPrefix}.{operation}"));
}
