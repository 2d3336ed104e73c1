using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Protocols.Signing;

namespace Holdfast.Protocols.Tests.Signing;

/// <summary>A request as a client puts it on the wire, which a test can change byte by byte.</summary>
public sealed record Wire
{
    public required string Method { get; init; }

    public required string Target { get; init; }

    public required HeaderField[] Headers { get; init; }

    public byte[] Body { get; init; } = [];

    public string VirtualBucket { get; init; } = "";

    public SignableRequest View() => SignableRequest.Of(Method, Target, Headers) with { VirtualBucket = VirtualBucket };

    public Wire WithHeader(string name, string value) =>
        this with { Headers = [.. Headers.Where(field => field.Name != name), new(name, value)] };

    public Wire WithoutHeader(string name) => this with
    {
        Headers = [.. Headers.Where(field => !field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))],
    };

    /// <summary>Reads and verifies as the gateway will.</summary>
    public Refusal? Verify(SigningSecret secret, SigningScope scope, DateTimeOffset now, SigningKeyCache? keys = null)
    {
        var request = View();
        if (SignatureReader.Read(request, scope, now, out var signature) is { } refusal)
        {
            return refusal;
        }

        if (signature.Form == SignatureForm.None)
        {
            return Refusals.MissingAuthentication(scope);
        }

        if (!signature.AccessKeyId.SequenceEqual(secret.AccessKeyId))
        {
            return Refusals.UnknownAccessKey(scope, signature.AccessKeyId);
        }

        return new SignatureVerifier(keys ?? new SigningKeyCache(8))
            .Verify(request, signature, secret, scope, SHA256.HashData(Body));
    }

    public static DateTimeOffset Time(string basic) =>
        DateTimeOffset.ParseExact(basic, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
