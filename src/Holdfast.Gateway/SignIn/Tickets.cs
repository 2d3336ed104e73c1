using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Kernel;

namespace Holdfast.Gateway.SignIn;

/// <summary>Seals what the sign-in gives a browser to bring back, so that the server remembers nothing and believes nothing that it did not say.</summary>
/// <param name="sealer">The sealer.</param>
internal sealed class Tickets(ISecretSealer sealer)
{
    private const int LengthMax = 24 * 1024;

    /// <summary>Seals a ticket.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="json">Its JSON.</param>
    /// <param name="purpose">What it is for: it opens for nothing else.</param>
    public string Seal<T>(T ticket, JsonTypeInfo<T> json, string purpose)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(ticket, json);
        var text = Base64Url.EncodeToString(sealer.SealBytes(plain, purpose));
        CryptographicOperations.ZeroMemory(plain);
        return text;
    }

    /// <summary>Opens a ticket; null when it is not one of ours, was touched, or is for something else.</summary>
    public T? Open<T>(string text, JsonTypeInfo<T> json, string purpose)
        where T : class
    {
        if (text.Length > LengthMax || !Base64Url.IsValid(text))
        {
            return null;
        }

        try
        {
            var plain = sealer.OpenBytes(Base64Url.DecodeFromChars(text), purpose);
            var ticket = JsonSerializer.Deserialize(plain, json);
            CryptographicOperations.ZeroMemory(plain);
            return ticket;
        }
        catch (Exception foreign) when (foreign is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}
