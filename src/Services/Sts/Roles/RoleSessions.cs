using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Sessions;
using Holdfast.Services.Sts.Sessions;

namespace Holdfast.Services.Sts.Roles;

/// <summary>Makes sessions of roles: says what must be allowed for one, then makes it. The AssumeRole operations differ only in how a caller is known.</summary>
internal sealed class RoleSessions(IRoleDirectory roles, ISecretSealer sealer)
{
    private const int DefaultSeconds = 3600;
    private const int ChainedSecondsMax = 3600;

    private readonly SessionMaker _maker = new(sealer);

    /// <summary>Says what a request acts on: the role under its trust policy, once for each action that the request needs.</summary>
    /// <remarks>A role that does not exist trusts nobody, which is also what a caller reads who is not trusted.</remarks>
    public async ValueTask<Target> TargetAsync(RoleRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await roles.FindRoleAsync(call.Transaction, request.RoleArn.Value, cancellationToken);
        var context = ContextOf(request, role);
        var target = new Target(request.RoleArn)
        {
            Action = request.Action,
            Owner = request.Account,
            Principal = request.Principal,
            Context = context,
            ResourcePolicy = role?.TrustPolicy,
        };
        return target with
        {
            RecordedParameters = request.RecordedParameters,
            RecordedTexts = request.RecordedTexts,
            Named = [new(request.RoleArn, request.Account, "AWS::IAM::Role"), .. request.AlsoNamed],
            Also = [.. ActionsOf(request).Select(action => target with { Action = action })],
        };
    }

    /// <summary>Makes the session of a role that the caller may assume.</summary>
    public async ValueTask<RoleSession> MakeAsync(RoleRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = await roles.FindRoleAsync(call.Transaction, request.RoleArn.Value, cancellationToken)
            ?? throw new InvalidOperationException($"{request.RoleArn} does not exist, and was allowed to be assumed.");
        var duration = DurationOf(request, role);
        var arns = SessionPolicies.Check(request.Policy, request.PolicyArns);
        await SessionPolicies.CheckExistAsync(roles, call.Transaction, role.Account, arns, cancellationToken);
        var packedSize = PackedSize.Measure(request.Policy, arns, request.Tags.All);
        var user = new AssumedRoleUserShape
        {
            Arn = $"arn:{call.Partition}:sts::{role.Account}:assumed-role/{role.Name}/{request.SessionName}",
            AssumedRoleId = $"{role.Id}:{request.SessionName}",
        };
        var start = SessionMaker.StartOf(call);
        var credentials = _maker.Issue(call.Ids, role.Account, (accessKeyId, secret) => new Session
        {
            AccessKeyId = accessKeyId,
            Secret = secret,
            Kind = CallerKind.AssumedRole,
            Account = role.Account,
            Arn = user.Arn,
            PrincipalId = user.AssumedRoleId,
            IssuerId = role.Id,
            ExpiresAt = start + duration,
            Facts = FactsOf(request, role, start),
            Tags = request.Tags.All,
            TransitiveTagKeys = request.Tags.Transitive,
            Policies = request.Policy is { } policy ? [policy] : null,
            PolicyArns = arns,
        });
        return new(credentials, user, packedSize);
    }

    private static SessionFacts FactsOf(RoleRequest request, RoleFacts role, DateTimeOffset start) => new()
    {
        IssuedAt = start,
        IssuerArn = role.Arn,
        MfaAuthenticatedAt = request.MfaAuthenticatedAt,
        SourceIdentity = request.SourceIdentity,
        FederatedProvider = request.Federation?.Provider,
        Federation = request.Federation,
        IsServiceLinked = role.IsServiceLinked,
        IsChained = request.IsChained,
    };

    private static TimeSpan DurationOf(RoleRequest request, RoleFacts role)
    {
        var duration = TimeSpan.FromSeconds(request.DurationSeconds ?? DefaultSeconds);
        if (request.IsChained && duration > TimeSpan.FromSeconds(ChainedSecondsMax))
        {
            throw StsErrors.Invalid("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }

        return duration <= role.MaxSessionDuration
            ? duration
            : throw StsErrors.Invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    // Tags that come along need the permission as those that are passed do, and so does a source identity.
    private static IEnumerable<string> ActionsOf(RoleRequest request)
    {
        if (request.Tags.All.Count > 0)
        {
            yield return "sts:TagSession";
        }

        if (request.SourceIdentity is not null)
        {
            yield return "sts:SetSourceIdentity";
        }

        foreach (var action in request.FurtherActions)
        {
            yield return action;
        }
    }

    private static List<ConditionKey> ContextOf(RoleRequest request, RoleFacts? role)
    {
        List<ConditionKey> context = [new("sts:RoleSessionName", request.SessionName), .. request.Context];
        if (request.SourceIdentity is { } source)
        {
            context.Add(new("sts:SourceIdentity", source));
        }

        AddTags(context, request.Tags);
        context.AddRange(TagConditions.OfResource(role?.Tags ?? SessionTags.None.All, "iam"));
        return context;
    }

    private static void AddTags(List<ConditionKey> context, SessionTags tags)
    {
        context.AddRange(TagConditions.OfRequest(tags.Passed));
        if (tags.PassedTransitive.Count > 0)
        {
            context.Add(new("sts:TransitiveTagKeys", tags.PassedTransitive, IsMultivalued: true));
        }
    }
}

/// <summary>A session of a role, as its maker reads it.</summary>
/// <param name="Credentials">The credentials.</param>
/// <param name="User">Who the session is.</param>
/// <param name="PackedPolicySize">The share of the limit that policies and tags take; null when none was passed.</param>
internal sealed record RoleSession(CredentialsShape Credentials, AssumedRoleUserShape User, int? PackedPolicySize);
