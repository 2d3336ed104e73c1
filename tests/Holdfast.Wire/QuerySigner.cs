using System.Text;
using Holdfast.Protocols.Signing;

namespace Holdfast.Wire;

/// <summary>Makes signed requests of AWS query services as the bytes that go over the wire.</summary>
/// <param name="accessKeyId">The key; in dev mode twelve digits are the root of that account.</param>
/// <param name="secret">The secret.</param>
/// <param name="service">The signing name, such as <c>iam</c>.</param>
/// <param name="version">The version of the API, such as <c>2010-05-08</c>.</param>
public sealed class QuerySigner(string accessKeyId, string secret, string service, string version)
{
    private readonly RequestSigner _signer = new(
        new SigningSecret(accessKeyId, secret), new SigningScope { Service = service, Region = "us-east-1" });

    /// <summary>Makes a signed POST of one action.</summary>
    /// <param name="now">The instant of the signature, good for fifteen minutes either way.</param>
    /// <param name="action">The action and its parameters, still to be percent-encoded.</param>
    /// <param name="parameters">Names and values.</param>
    public byte[] Sign(DateTimeOffset now, string action, params (string Name, string Value)[] parameters)
    {
        var form = new StringBuilder($"Action={action}&Version={version}");
        foreach (var (name, value) in parameters)
        {
            form.Append('&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return HttpBytes.Post(_signer, now, Encoding.UTF8.GetBytes(form.ToString()),
            new HeaderField("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
    }
}
