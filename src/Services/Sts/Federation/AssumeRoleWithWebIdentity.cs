using Holdfast.Federation.Tokens;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Sts.Roles;
using Holdfast.Services.Sts.Sessions;

namespace Holdfast.Services.Sts.Federation;

/// <summary>Gives credentials of a role to the bearer of an OpenID Connect provider's token.</summary>
internal sealed class AssumeRoleWithWebIdentity(
    IIdentityProviders providers, IOutboundIssuers outbound, IWebKeySource keys, IRoleDirectory roles, ISecretSealer sealer)
    : IOperation<AssumeRoleWithWebIdentityRequest, AssumeRoleWithWebIdentityResponse>
{
    private readonly RoleSessions _sessions = new(roles, sealer);
    private readonly WebIssuers _issuers = new(providers, outbound, keys);

    public async ValueTask<Target> TargetAsync(AssumeRoleWithWebIdentityRequest request, Call call, CancellationToken cancellationToken)
    {
        var (asked, _) = await ReadAsync(request, call, cancellationToken);
        return await _sessions.TargetAsync(asked, call, cancellationToken);
    }

    public async ValueTask<AssumeRoleWithWebIdentityResponse> ExecuteAsync(
        AssumeRoleWithWebIdentityRequest request, Call call, CancellationToken cancellationToken)
    {
        var (asked, identity) = await ReadAsync(request, call, cancellationToken);
        var session = await _sessions.MakeAsync(asked, call, cancellationToken);
        return new()
        {
            Credentials = session.Credentials,
            AssumedRoleUser = session.User,
            PackedPolicySize = session.PackedPolicySize,
            SubjectFromWebIdentityToken = identity.Subject,
            Provider = identity.Provider,
            Audience = identity.Audience,
            SourceIdentity = identity.SourceIdentity,
        };
    }

    private async ValueTask<(RoleRequest Asked, WebIdentity Identity)> ReadAsync(
        AssumeRoleWithWebIdentityRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = RoleRequest.ParseArn(request.RoleArn);
        CheckProvider(request.ProviderId);
        var token = JsonWebToken.TryRead(request.WebIdentityToken) ?? throw new InvalidIdentityTokenException(
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
        var trust = await _issuers.TrustAsync(token, new(role.Account), call, cancellationToken);
        await _issuers.CheckSignatureAsync(token, trust, call, cancellationToken);
        var identity = WebIdentityClaims.Read(token, trust, call.Now);
        var asked = new RoleRequest
        {
            Action = "sts:AssumeRoleWithWebIdentity",
            RoleArn = role,
            SessionName = request.RoleSessionName,
            DurationSeconds = request.DurationSeconds,
            Policy = request.Policy,
            PolicyArns = request.PolicyArns,
            Tags = SessionTags.Of(identity.Tags, identity.TransitiveTagKeys, SessionTags.None.All),
            SourceIdentity = identity.SourceIdentity,
            Principal = new()
            {
                Kind = CallerKind.WebIdentityUser,
                Account = new(role.Account),
                Arn = identity.Provider,
                PrincipalId = $"{identity.Provider}:{identity.Audience}:{identity.Subject}",
                UserName = identity.Subject,
                IdentityProvider = identity.Provider,
            },
            Federation = new(identity.Provider, identity.SessionKeys),
            Context = identity.Keys,
        };
        return (asked, identity);
    }

    // "Currently www.amazon.com and graph.facebook.com are the only supported identity providers for OAuth 2.0 access tokens":
    // such a token says nothing by itself, and those that could say what it means do not know this server.
    private static void CheckProvider(string? providerId)
    {
        switch (providerId)
        {
            case null:
                break;
            case "www.amazon.com" or "graph.facebook.com":
                throw FederationFaults.Of(WebKeyFault.Unreachable);
            default:
                throw StsErrors.Invalid($"{providerId} is not a supported identity provider for OAuth 2.0 access tokens");
        }
    }
}
