using Holdfast.Federation.Tokens;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.Sts.Federation;

/// <summary>Finds who may issue tokens for the roles of an account, and their keys.</summary>
internal sealed class WebIssuers(IIdentityProviders providers, IOutboundIssuers outbound, IWebKeySource keys)
{
    private const string Scheme = "https://";

    /// <summary>The public providers whose tokens are JWTs; no account has to name them.</summary>
    private static readonly string[] Public = ["accounts.google.com", "cognito-identity.amazonaws.com"];

    // A key that is not among those at hand may be new; so often is asked again.
    private static readonly TimeSpan RefetchAfter = TimeSpan.FromMinutes(1);

    /// <summary>Finds the provider that a token names as its issuer.</summary>
    /// <exception cref="InvalidIdentityTokenException">The account trusts no such provider.</exception>
    public async ValueTask<WebTrust> TrustAsync(JsonWebToken token, AccountId account, Call call, CancellationToken cancellationToken)
    {
        var issuer = token.Text("iss") ?? throw new InvalidIdentityTokenException("Missing a required claim: iss");
        var url = issuer.Contains("://", StringComparison.Ordinal) ? issuer : Scheme + issuer;
        if (await providers.FindWebProviderAsync(call.Transaction, account, url, cancellationToken) is { } provider)
        {
            return new(provider.Arn, url[Scheme.Length..], new(url, provider.Thumbprints), provider.ClientIds);
        }

        return Array.Find(Public, name => url == Scheme + name) is { } known
            ? new(known, known, new(url, []), ClientIds: null)
            : throw new InvalidIdentityTokenException($"No OpenIDConnect provider found in your account for {issuer}");
    }

    /// <summary>Checks that a token is signed by its issuer.</summary>
    /// <exception cref="OutsideNeededException">The keys must be fetched first.</exception>
    public async ValueTask CheckSignatureAsync(JsonWebToken token, WebTrust trust, Call call, CancellationToken cancellationToken)
    {
        var set = await KeysAsync(token, trust, call, cancellationToken) ?? throw FederationFaults.NoKey();
        if (token.KeyId is { } id && !set.Has(id) && set.Keys.All(key => key.Id is not null))
        {
            throw FederationFaults.NoKey();
        }

        if (!set.Verify(token))
        {
            throw new InvalidIdentityTokenException("The web identity token that was passed could not be validated by Amazon Web Services.");
        }
    }

    private async ValueTask<JsonWebKeySet?> KeysAsync(JsonWebToken token, WebTrust trust, Call call, CancellationToken cancellationToken)
    {
        if (await outbound.FindKeysAsync(call.Transaction, trust.Issuer.Url, cancellationToken) is { } own)
        {
            return JsonWebKeySet.TryParse(own.KeySet);
        }

        var found = keys.Find(trust.Issuer, call.Now) ?? throw Needed(trust, call);
        if (found.Fault is { } fault)
        {
            throw FederationFaults.Of(fault);
        }

        var set = JsonWebKeySet.TryParse(found.KeySet!.Value);
        var isMissing = token.KeyId is { } id && set?.Has(id) == false;
        return isMissing && call.Now - found.FetchedAt > RefetchAfter ? throw Needed(trust, call) : set;
    }

    private OutsideNeededException Needed(WebTrust trust, Call call) => new(cancel => keys.FetchAsync(trust.Issuer, call.Now, cancel));
}

/// <summary>A provider that tokens are taken from.</summary>
/// <param name="Principal">The provider as trust policies name it: its ARN, or the name of a public one.</param>
/// <param name="Name">What its condition keys begin with: its URL without the scheme.</param>
/// <param name="Issuer">Where its keys are.</param>
/// <param name="ClientIds">The audiences that tokens may have; null for public providers, where the trust policy alone says.</param>
internal sealed record WebTrust(string Principal, string Name, WebIssuer Issuer, IReadOnlyList<string>? ClientIds);
