using System.Globalization;
using System.Text;
using Holdfast.Protocols.Signing;

namespace Holdfast.Wire;

/// <summary>Puts a signed request into the bytes that go over the wire.</summary>
internal static class HttpBytes
{
    public static byte[] Post(RequestSigner signer, DateTimeOffset now, byte[] body, params HeaderField[] headers)
    {
        var head = new StringBuilder("POST / HTTP/1.1\r\n");
        foreach (var field in signer.Sign("POST", "/", [new("Host", "localhost:4566"), .. headers], body, now))
        {
            head.Append(CultureInfo.InvariantCulture, $"{field.Name}: {field.Value}\r\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"User-Agent: holdfast-wire/1\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. body];
    }
}
