using System.Globalization;
using System.Text.Json;
using Holdfast.Federation.Tokens;
using Holdfast.Kernel;

namespace Holdfast.Services.Sts.Federation;

/// <summary>Judges the claims of a token whose signature is good, and takes out of them what STS and policies need.</summary>
/// <remarks>"Available keys for AWS OIDC federation" and "Pass session tags using AssumeRoleWithWebIdentity" in the IAM User Guide.</remarks>
internal static class WebIdentityClaims
{
    private const string TagsClaim = "https://aws.amazon.com/tags";
    private const string TagPrefix = TagsClaim + "/principal_tags/";
    private const string TransitiveClaim = TagsClaim + "/transitive_tag_keys";
    private const string SourceIdentityClaim = "https://aws.amazon.com/source_identity";

    // The clock of a provider may be ahead by so much.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Reads the claims.</summary>
    /// <exception cref="ServiceException">They are not good; the error is one that the operation declares.</exception>
    public static WebIdentity Read(JsonWebToken token, WebTrust trust, DateTimeOffset now)
    {
        CheckTimes(token, now);
        var subject = token.Text("sub") is { Length: > 0 } sub ? sub : throw Lacks("sub");
        var audience = AudienceOf(token, trust);
        var sessionKeys = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [trust.Name + ":aud"] = audience,
            [trust.Name + ":sub"] = subject,
        };
        var (tags, transitive) = TagsOf(token);
        return new()
        {
            Provider = trust.Principal,
            Subject = subject,
            Audience = audience,
            SessionKeys = sessionKeys,
            Keys = [.. sessionKeys.Select(key => new ConditionKey(key.Key, key.Value)), .. FurtherKeys(token, trust)],
            Tags = tags,
            TransitiveTagKeys = transitive,
            SourceIdentity = token.Text(SourceIdentityClaim) is { } source ? FederationNames.ReadSourceIdentity(source) : null,
        };
    }

    private static InvalidIdentityTokenException Lacks(string claim) => new($"Missing a required claim: {claim}");

    private static void CheckTimes(JsonWebToken token, DateTimeOffset now)
    {
        var expiresAt = token.Instant("exp") ?? throw Lacks("exp");
        if (now >= expiresAt)
        {
            throw new ExpiredTokenException(string.Create(
                CultureInfo.InvariantCulture,
                $"Token expired: current date/time {now.ToUnixTimeSeconds()} must be before the expiration date/time{expiresAt.ToUnixTimeSeconds()}"));
        }

        var issuedAt = token.Instant("iat") ?? throw Lacks("iat");
        if (issuedAt - now > Skew)
        {
            throw new InvalidIdentityTokenException("Token was issued in the future");
        }

        if (token.Instant("nbf") is { } notBefore && notBefore - now > Skew)
        {
            throw new InvalidIdentityTokenException("Token is not valid yet");
        }
    }

    // "If azp is set, its value is used as the value of the aud condition key."
    private static string AudienceOf(JsonWebToken token, WebTrust trust)
    {
        var audiences = token.Text("azp") is { Length: > 0 } party ? [party] : token.Texts("aud");
        if (audiences is [])
        {
            throw Lacks("aud");
        }

        return trust.ClientIds is null
            ? audiences[0]
            : audiences.FirstOrDefault(audience => trust.ClientIds.Contains(audience, StringComparer.Ordinal))
                ?? throw new InvalidIdentityTokenException("Incorrect token audience");
    }

    private static IEnumerable<ConditionKey> FurtherKeys(JsonWebToken token, WebTrust trust)
    {
        if (token.Texts("amr") is { Count: > 0 } methods)
        {
            yield return new(trust.Name + ":amr", methods, IsMultivalued: true);
        }

        if (token.Text("azp") is not null && token.Texts("aud") is [var original, ..])
        {
            yield return new(trust.Name + ":oaud", original);
        }

        foreach (var (key, claim) in ProviderClaims.Of(trust.Name))
        {
            if (ProviderClaims.TextOf(token.Claims, claim) is { } text)
            {
                yield return new(key, text);
            }
        }
    }

    // Nested, as AWS documents first, or flattened, for providers whose claims cannot be nested.
    private static (List<KeyValuePair<string, string>> Tags, IReadOnlyList<string> Transitive) TagsOf(JsonWebToken token)
    {
        var tags = new List<KeyValuePair<string, string>>();
        if (token.Claims.TryGetProperty(TagsClaim, out var nested) && nested.ValueKind == JsonValueKind.Object)
        {
            if (nested.TryGetProperty("principal_tags", out var principal) && principal.ValueKind == JsonValueKind.Object)
            {
                tags.AddRange(principal.EnumerateObject().Select(tag => KeyValuePair.Create(tag.Name, TagValueOf(tag.Value))));
            }

            return (tags, nested.TryGetProperty("transitive_tag_keys", out var keys) && keys.ValueKind == JsonValueKind.Array
                ? [.. keys.EnumerateArray().Select(TagValueOf)]
                : []);
        }

        tags.AddRange(token.Claims.EnumerateObject()
            .Where(claim => claim.Name.StartsWith(TagPrefix, StringComparison.Ordinal))
            .Select(claim => KeyValuePair.Create(claim.Name[TagPrefix.Length..], TagValueOf(claim.Value))));
        return (tags, token.Texts(TransitiveClaim));
    }

    // A value is a text, or a list of one.
    private static string TagValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array when value.GetArrayLength() == 1 && value[0].ValueKind == JsonValueKind.String => value[0].GetString()!,
        _ => throw new InvalidIdentityTokenException("The session tags of the token are not well formed"),
    };
}
