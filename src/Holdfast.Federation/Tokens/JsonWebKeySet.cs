using System.Text.Json;

namespace Holdfast.Federation.Tokens;

/// <summary>The public keys of an issuer.</summary>
/// <param name="Keys">The keys.</param>
public sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys)
{
    /// <summary>Keys of an issuer; those beyond are not looked at.</summary>
    public const int KeysMax = 100;

    private const int DepthMax = 16;

    /// <summary>Reads a set; null when it is none. Keys of kinds that are not known are passed over.</summary>
    public static JsonWebKeySet? TryParse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = DepthMax });
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("keys", out var keys)
                || keys.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            return new([.. keys.EnumerateArray().Take(KeysMax).Select(JsonWebKey.TryRead).OfType<JsonWebKey>()]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Says whether a key of an id is there.</summary>
    public bool Has(string id) => Keys.Any(key => key.Id == id);

    /// <summary>Says whether a key of the set signed a token: the one that the token names, or any when it names none.</summary>
    public bool Verify(JsonWebToken token)
        => Keys.Any(key => (token.KeyId is null || key.Id is null || key.Id == token.KeyId)
            && key.Verify(token.Algorithm, token.Signed.Span, token.Signature.Span));
}
