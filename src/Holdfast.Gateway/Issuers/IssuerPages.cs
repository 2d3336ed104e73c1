using System.Text.Json;
using Holdfast.Gateway.Recognition;
using Holdfast.Kernel.Ports;
using Holdfast.Store;

namespace Holdfast.Gateway.Issuers;

/// <summary>Publishes the keys of the accounts that issue web identity tokens: a discovery document and a JWK set for each.</summary>
/// <remarks>
/// They stand under the issuer's own host, <c>ID.tokens.sts.global.api.aws</c>, where verifiers look; and under <c>/_holdfast/oidc/ID</c> for those
/// who cannot make that name lead here. Both are public, as the keys are.
/// </remarks>
internal sealed class IssuerPages(IStore store, IOutboundIssuers issuers)
{
    /// <summary>What the path of an issuer begins with when its host is not asked for.</summary>
    public const string PathPrefix = "/_holdfast/oidc/";

    private const string HostSuffix = ".tokens.sts.global.api.aws";
    private const string WellKnown = "/.well-known/";
    private const string Configuration = WellKnown + "openid-configuration";
    private const string KeySet = WellKnown + "jwks.json";

    /// <summary>Says whether a request is for an issuer's own host.</summary>
    public static bool Owns(Exchange exchange)
        => exchange.RawPath.StartsWith(WellKnown, StringComparison.Ordinal)
            && HostReader.WithoutPort(exchange.Host).EndsWith(HostSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers a request for an issuer's own host.</summary>
    public ValueTask AnswerHostAsync(Exchange exchange)
        => AnswerAsync(exchange, HostReader.WithoutPort(exchange.Host).ToLowerInvariant(), exchange.RawPath, published: null);

    /// <summary>Answers a request for an issuer's path.</summary>
    public ValueTask AnswerPathAsync(Exchange exchange)
    {
        var rest = exchange.RawPath[PathPrefix.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var id = slash < 0 ? rest : rest[..slash];
        var scheme = exchange.Facts.IsSecure ? "https" : "http";
        return AnswerAsync(exchange, id, slash < 0 ? "" : rest[slash..], $"{scheme}://{exchange.Host}{PathPrefix}{id}");
    }

    private async ValueTask AnswerAsync(Exchange exchange, string issuer, string page, string? published)
    {
        var keys = exchange.Request.Method is "GET" or "HEAD" && page is Configuration or KeySet
            ? await FindAsync(issuer)
            : null;
        var answer = exchange.Answer;
        answer.SetHeader("Content-Type", "application/json");
        if (keys is null)
        {
            answer.Status = 404;
            using var json = new Utf8JsonWriter(answer.Body);
            json.WriteStartObject();
            json.WriteString("message"u8, "There is no such issuer, or no such page of it."u8);
            json.WriteEndObject();
            return;
        }

        answer.SetHeader("Cache-Control", "public, max-age=3600");
        if (page == KeySet)
        {
            var span = answer.Body.GetSpan(keys.KeySet.Length);
            keys.KeySet.Span.CopyTo(span);
            answer.Body.Advance(keys.KeySet.Length);
            return;
        }

        WriteConfiguration(answer, keys.Issuer, (published ?? keys.Issuer) + KeySet);
    }

    private async ValueTask<OutboundKeys?> FindAsync(string issuer)
    {
        using var transaction = store.Begin(new Cause("issuer", 0));
        return await issuers.FindKeysAsync(transaction, issuer, CancellationToken.None);
    }

    private static void WriteConfiguration(Answer answer, string issuer, string keySet)
    {
        using var json = new Utf8JsonWriter(answer.Body);
        json.WriteStartObject();
        json.WriteString("issuer"u8, issuer);
        json.WriteString("jwks_uri"u8, keySet);
        WriteList(json, "response_types_supported", "id_token");
        WriteList(json, "subject_types_supported", "public");
        WriteList(json, "id_token_signing_alg_values_supported", "ES384", "RS256");
        WriteList(json, "claims_supported", "iss", "aud", "sub", "iat", "exp", "jti", "https://sts.amazonaws.com/");
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, params ReadOnlySpan<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
