using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Holdfast.Federation.Tokens;

/// <summary>A signed token (RFC 7519) that was read and not yet verified.</summary>
public sealed class JsonWebToken
{
    /// <summary>Characters of a token.</summary>
    public const int CharactersMax = 20_000;

    private const int DepthMax = 16;

    private JsonWebToken(SignatureAlgorithm algorithm, string? keyId, JsonElement claims, byte[] signed, byte[] signature)
    {
        Algorithm = algorithm;
        KeyId = keyId;
        Claims = claims;
        Signed = signed;
        Signature = signature;
    }

    /// <summary>The algorithm that the header names.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>The key that the header names; null when it names none.</summary>
    public string? KeyId { get; }

    /// <summary>The claims; an object, in which no member comes twice.</summary>
    public JsonElement Claims { get; }

    /// <summary>The bytes that were signed.</summary>
    public ReadOnlyMemory<byte> Signed { get; }

    /// <summary>The signature.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>Reads a token; null when it is none, or signed in no way that is known here.</summary>
    public static JsonWebToken? TryRead(string text)
    {
        if (text.Length > CharactersMax
            || text.Split('.', 4) is not [var header, var payload, var signature]
            || signature.Length == 0
            || Json(header) is not { ValueKind: JsonValueKind.Object } head
            || Json(payload) is not { ValueKind: JsonValueKind.Object } claims
            || !Base64Url.IsValid(signature)
            || !head.TryGetProperty("alg", out var name)
            || name.ValueKind != JsonValueKind.String
            || SignatureAlgorithm.Find(name.GetString()!) is not { } algorithm
            || head.TryGetProperty("crit", out _))
        {
            return null;
        }

        var keyId = head.TryGetProperty("kid", out var kid) && kid.ValueKind == JsonValueKind.String ? kid.GetString() : null;
        return new(algorithm, keyId, claims, Encoding.ASCII.GetBytes(text[..text.LastIndexOf('.')]), Base64Url.DecodeFromChars(signature));
    }

    /// <summary>The text of a claim; null when it is not there or not a text.</summary>
    public string? Text(string claim)
        => Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The instant of a claim; null when it is not there or not one.</summary>
    public DateTimeOffset? Instant(string claim)
        => Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds)
            && seconds is >= 0 and < 253_402_300_800
                ? DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds))
                : null;

    /// <summary>The texts of a claim that is a text or a list of texts.</summary>
    public IReadOnlyList<string> Texts(string claim) => !Claims.TryGetProperty(claim, out var value) ? [] : value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)],
        _ => [],
    };

    private static JsonElement? Json(string part)
    {
        if (!Base64Url.IsValid(part))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(
                Base64Url.DecodeFromChars(part), new JsonDocumentOptions { MaxDepth = DepthMax, AllowDuplicateProperties = false });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
