using System.Net;
using Holdfast.Kernel;
using Holdfast.Policy.Conditions;

namespace Holdfast.Gateway.Authorization;

/// <summary>Fills in the condition keys of a call: what is known of the principal, its session, the request and the resource.</summary>
/// <remarks>
/// A key that AWS leaves out of a request is left out here ("AWS global condition context keys"): a policy may ask for its absence.
/// Nothing is allocated: what lasts as long as the credential is in its <see cref="PolicyGrants"/>.
/// </remarks>
internal static class CallContext
{
    // A machine's calls come from few addresses, mostly from one.
    [ThreadStatic]
    private static (string Text, byte[] Bytes)? t_address;

    /// <summary>Fills in everything.</summary>
    public static void Fill(RequestContext context, Target target, Call call, PolicyGrants grants)
    {
        FillPrincipal(context, grants.Caller, grants);
        if (grants.Caller.Session is { } session)
        {
            FillSession(context, session, call.Now);
        }

        FillRequest(context, call);
        context.Set(GlobalKeys.ResourceAccount, (target.Owner ?? call.Account).Value);
        if (call.Request.S3 is { } facts)
        {
            S3Keys.Fill(context, facts, call.Request.TlsVersion, (target.Owner ?? call.Account).Value);
        }

        FillTarget(context, target);
    }

    private static void FillPrincipal(RequestContext context, Caller caller, PolicyGrants grants)
    {
        context.Set(GlobalKeys.PrincipalType, grants.PrincipalType);
        context.Set(GlobalKeys.PrincipalIsAWSService, caller.Kind == CallerKind.Service);
        if (grants.PrincipalArn is { } arn)
        {
            context.Set(GlobalKeys.PrincipalArn, arn);
            context.Set(GlobalKeys.PrincipalAccount, caller.Account.Value);
            context.Set(GlobalKeys.UserId, caller.PrincipalId);
        }

        if (caller is { Kind: CallerKind.User, UserName: { } name })
        {
            context.Set(GlobalKeys.UserName, name);
        }

        if (grants.ServiceNames is { } services)
        {
            context.Set(GlobalKeys.PrincipalServiceName, services[0]);
            context.Set(GlobalKeys.PrincipalServiceNamesList, services);
        }

        foreach (var (key, value) in grants.Tags)
        {
            context.Set(key, value);
        }
    }

    // "aws:MultiFactorAuthPresent … is never present when … long-term credentials such as user access key pairs" are used.
    private static void FillSession(RequestContext context, SessionFacts session, DateTimeOffset now)
    {
        context.Set(GlobalKeys.TokenIssueTime, session.IssuedAt);
        context.Set(GlobalKeys.MultiFactorAuthPresent, session.MfaAuthenticatedAt is not null);
        if (session.MfaAuthenticatedAt is { } presented)
        {
            context.Set(GlobalKeys.MultiFactorAuthAge, (long)(now - presented).TotalSeconds);
        }

        if (session.SourceIdentity is { } source)
        {
            context.Set(GlobalKeys.SourceIdentity, source);
        }

        if (session.FederatedProvider is { } provider)
        {
            context.Set(GlobalKeys.FederatedProvider, provider);
        }

        if (session.IsAssumedRoot)
        {
            context.Set(GlobalKeys.AssumedRoot, value: true);
        }

        // What the identity provider said of the subject stays true of the session: saml:sub, accounts.google.com:aud.
        if (session.Federation is { } federation)
        {
            foreach (var (key, value) in federation.Attributes)
            {
                context.Set(key, ContextValue.Of(value));
            }
        }
    }

    private static void FillRequest(RequestContext context, Call call)
    {
        var facts = call.Request;
        context.Set(GlobalKeys.CurrentTime, call.Now);
        context.Set(GlobalKeys.EpochTime, call.Now.ToUnixTimeSeconds());
        context.Set(GlobalKeys.SecureTransport, facts.IsSecure);
        context.Set(GlobalKeys.RequestedRegion, call.Region.Value);
        if (call.Source is { } source)
        {
            context.Set(GlobalKeys.SourceArn, source.Arn);
            context.Set(GlobalKeys.SourceAccount, source.Account.Value);
        }

        context.Set(GlobalKeys.ViaAWSService, call.ViaService is not null);
        if (facts.UserAgent.Length > 0)
        {
            context.Set(GlobalKeys.UserAgent, facts.UserAgent);
        }

        if (facts.Referer is { } referer)
        {
            context.Set(GlobalKeys.Referer, referer);
        }

        SetAddress(context, facts.SourceIp);
    }

    private static void SetAddress(RequestContext context, string text)
    {
        if (t_address is not { } known || known.Text != text)
        {
            t_address = known = (text, IPAddress.TryParse(text, out var address) ? address.GetAddressBytes() : []);
        }

        if (known.Bytes.Length > 0)
        {
            context.SetAddress(GlobalKeys.SourceIp, known.Bytes);
        }
    }

    private static void FillTarget(RequestContext context, Target target)
    {
        for (var i = 0; i < target.Context.Count; i++)
        {
            var key = target.Context[i];
            context.Set(key.Name, key.IsMultivalued || key.Values.Count != 1
                ? ContextValue.Of([.. key.Values])
                : ContextValue.Of(key.Values[0]));
        }
    }
}
