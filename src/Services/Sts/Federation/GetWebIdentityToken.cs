using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Sts.Sessions;

namespace Holdfast.Services.Sts.Federation;

/// <summary>Gives the caller a token that tells others who they are, signed by the account.</summary>
internal sealed class GetWebIdentityToken(IOutboundIssuers issuers, IOrganizationDirectory organizations)
    : IOperation<GetWebIdentityTokenRequest, GetWebIdentityTokenResponse>
{
    private const int DefaultSeconds = 300;

    public ValueTask<Target> TargetAsync(GetWebIdentityTokenRequest request, Call call, CancellationToken cancellationToken)
    {
        var tags = TagsOf(request);
        var target = Target.Any with
        {
            Context =
            [
                new("sts:IdentityTokenAudience", request.Audience, IsMultivalued: true),
                new("sts:SigningAlgorithm", request.SigningAlgorithm),
                new("sts:DurationSeconds", (request.DurationSeconds ?? DefaultSeconds).ToString(CultureInfo.InvariantCulture)),
                .. TagConditions.OfRequest(tags),
            ],
        };
        return new(tags.Count == 0 ? target : target with
        {
            Also =
            [
                target with
                {
                    Action = "sts:TagGetWebIdentityToken",
                    Context = [.. target.Context.Where(key => key.Name.StartsWith("aws:", StringComparison.Ordinal))],
                },
            ],
        });
    }

    public async ValueTask<GetWebIdentityTokenResponse> ExecuteAsync(
        GetWebIdentityTokenRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request.SigningAlgorithm is not (OutboundToken.EllipticCurve or OutboundToken.Rsa))
        {
            throw StsErrors.Invalid(
                "1 validation error detected: Value at 'signingAlgorithm' failed to satisfy constraint: Member must satisfy enum value set: [RS256, ES384]");
        }

        var signer = await issuers.FindSignerAsync(call.Transaction, call.Account, request.SigningAlgorithm, cancellationToken)
            ?? throw new OutboundWebIdentityFederationDisabledException(
                "Outbound web identity federation is not enabled for this account. Enable it before you request tokens.");
        var start = SessionMaker.StartOf(call);
        var end = start.AddSeconds(request.DurationSeconds ?? DefaultSeconds);
        if (call.Caller.Session?.ExpiresAt is { } sessionEnd && end > sessionEnd)
        {
            throw new SessionDurationEscalationException(
                "The requested token duration would extend the session beyond its original expiration time.");
        }

        var organization = await organizations.FindAsync(call.Transaction, call.Account, cancellationToken);
        var token = new OutboundToken(signer, request.SigningAlgorithm)
        {
            Audience = request.Audience,
            Start = start,
            End = end,
            Tags = TagsOf(request),
            OrganizationId = organization?.Id,
        };
        return new() { WebIdentityToken = token.Sign(call), Expiration = end };
    }

    private static IReadOnlyDictionary<string, string> TagsOf(GetWebIdentityTokenRequest request)
        => SessionTags.Of(request.Tags?.Select(tag => KeyValuePair.Create(tag.Key, tag.Value)), transitive: null, SessionTags.None.All).Passed;
}
