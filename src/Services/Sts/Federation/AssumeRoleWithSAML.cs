using System.Globalization;
using Holdfast.Federation.Saml;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Sts.Roles;
using Holdfast.Services.Sts.Sessions;

namespace Holdfast.Services.Sts.Federation;

/// <summary>Gives credentials of a role to whom a SAML identity provider vouches for.</summary>
internal sealed class AssumeRoleWithSAML(IIdentityProviders providers, IRoleDirectory roles, ISecretSealer sealer)
    : IOperation<AssumeRoleWithSAMLRequest, AssumeRoleWithSAMLResponse>
{
    private const string Action = "sts:AssumeRoleWithSAML";
    private const string AttributePrefix = "https://aws.amazon.com/SAML/Attributes/";
    private const string TagPrefix = AttributePrefix + "PrincipalTag:";
    private const int SecondsMin = 900;
    private const int SecondsMax = 43_200;

    private readonly RoleSessions _sessions = new(roles, sealer);

    public async ValueTask<Target> TargetAsync(AssumeRoleWithSAMLRequest request, Call call, CancellationToken cancellationToken)
    {
        var (asked, _, _) = await ReadAsync(request, call, cancellationToken);
        return await _sessions.TargetAsync(asked, call, cancellationToken);
    }

    public async ValueTask<AssumeRoleWithSAMLResponse> ExecuteAsync(
        AssumeRoleWithSAMLRequest request, Call call, CancellationToken cancellationToken)
    {
        var (asked, assertion, provider) = await ReadAsync(request, call, cancellationToken);
        var used = UsedAssertion.Of(provider.Account.Value, provider.Id, assertion.Id);
        if (await call.Transaction.FindAsync<UsedAssertion>(used.Key, cancellationToken) is not null)
        {
            throw new InvalidIdentityTokenException("The SAML assertion has already been used.");
        }

        var session = await _sessions.MakeAsync(asked, call, cancellationToken);
        call.Transaction.Insert(used);
        call.Transaction.Arm(new(ForgetUsedAssertion.TimerKind, used.Key, call.Now + ForgetUsedAssertion.Memory));
        return new()
        {
            Credentials = session.Credentials,
            AssumedRoleUser = session.User,
            PackedPolicySize = session.PackedPolicySize,
            Subject = assertion.Subject,
            SubjectType = SamlConditionKeys.SubjectTypeOf(assertion),
            Issuer = assertion.Issuer,
            Audience = assertion.Recipient,
            NameQualifier = SamlConditionKeys.NameQualifierOf(assertion, provider),
            SourceIdentity = asked.SourceIdentity,
        };
    }

    private async ValueTask<(RoleRequest Asked, SamlAssertion Assertion, SamlProviderFacts Provider)> ReadAsync(
        AssumeRoleWithSAMLRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = RoleRequest.ParseArn(request.RoleArn);
        var provider = await providers.FindSamlProviderAsync(call.Transaction, request.PrincipalArn, cancellationToken)
            ?? throw new InvalidIdentityTokenException("Specified provider doesn't exist.");
        var assertion = SamlSignIn.Verify(request.SAMLAssertion, provider, call.Partition, call.Now);
        CheckRole(request, assertion);
        var qualifier = SamlConditionKeys.NameQualifierOf(assertion, provider);
        var sessionName = FederationNames.ReadSessionName(Only(assertion, "RoleSessionName") ?? throw Lacks("RoleSessionName"));
        var tags = TagsOf(assertion);
        var asked = new RoleRequest
        {
            Action = Action,
            RoleArn = role,
            SessionName = sessionName,
            DurationSeconds = DurationOf(request, assertion, call.Now),
            Policy = request.Policy,
            PolicyArns = request.PolicyArns,
            Tags = tags,
            SourceIdentity = Only(assertion, "SourceIdentity") is { } source ? FederationNames.ReadSourceIdentity(source) : null,
            Principal = new()
            {
                Kind = CallerKind.SamlUser,
                Account = new(role.Account),
                Arn = provider.Arn,
                PrincipalId = $"{qualifier}:{assertion.Subject}",
                UserName = assertion.Subject,
                IdentityProvider = qualifier,
            },
            Federation = new(provider.Arn, SamlConditionKeys.OfSession(assertion, provider)),
            Context = SamlConditionKeys.Of(assertion, provider),
            RecordedTexts = [KeyValuePair.Create("sAMLAssertionID", assertion.Id), KeyValuePair.Create("roleSessionName", sessionName)],
            RecordedParameters = tags.All.Count == 0 ? [] : [new("principalTags", tags.All)],
            AlsoNamed = [new(new Arn(provider.Arn), provider.Account, "AWS::IAM::SAMLProvider")],
        };
        return (asked, assertion, provider);
    }

    private static InvalidIdentityTokenException Lacks(string attribute) => new($"{attribute} is required in AuthnResponse");

    // The value that an attribute of AWS's has once; null when it is not there.
    private static string? Only(SamlAssertion assertion, string name) => assertion.ValuesOf(AttributePrefix + name) switch
    {
        [] => null,
        [var value] => value,
        _ => throw new InvalidIdentityTokenException($"{name} in AuthnResponse must have one value"),
    };

    // "The attribute must contain one or more AttributeValue elements, each containing a comma-separated pair": in either order.
    private static void CheckRole(AssumeRoleWithSAMLRequest request, SamlAssertion assertion)
    {
        var pairs = assertion.ValuesOf(AttributePrefix + "Role");
        if (pairs is [])
        {
            throw Lacks("Role");
        }

        var isListed = pairs.Any(pair => pair.Split(',', StringSplitOptions.TrimEntries) is [var one, var other]
            && ((one == request.RoleArn && other == request.PrincipalArn) || (other == request.RoleArn && one == request.PrincipalArn)));
        if (!isListed)
        {
            throw FederationFaults.Denied(Action);
        }
    }

    // "… for the duration that you specify, or until the time specified in the … SessionNotOnOrAfter value, whichever is shorter."
    private static int? DurationOf(AssumeRoleWithSAMLRequest request, SamlAssertion assertion, DateTimeOffset now)
    {
        var asked = request.DurationSeconds;
        if (asked is null && Only(assertion, "SessionDuration") is { } text)
        {
            asked = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= SecondsMin and <= SecondsMax
                ? seconds
                : throw new InvalidIdentityTokenException($"SessionDuration in AuthnResponse must be a number from {SecondsMin} to {SecondsMax}");
        }

        if (assertion.SessionEndsAt is not { } end)
        {
            return asked;
        }

        if (end <= now)
        {
            throw new ExpiredTokenException("The session of the SAML assertion has expired");
        }

        return (int)Math.Ceiling(Math.Min(asked ?? 3_600, (end - now).TotalSeconds));
    }

    private static SessionTags TagsOf(SamlAssertion assertion)
    {
        var tags = assertion.Attributes
            .Where(attribute => attribute.Name.StartsWith(TagPrefix, StringComparison.Ordinal))
            .Select(attribute => attribute.Values is [var value]
                ? KeyValuePair.Create(attribute.Name[TagPrefix.Length..], value)
                : throw new InvalidIdentityTokenException("PrincipalTag in AuthnResponse must have one value"));
        return SessionTags.Of(tags.ToList(), assertion.ValuesOf(AttributePrefix + "TransitiveTagKeys"), SessionTags.None.All);
    }
}
