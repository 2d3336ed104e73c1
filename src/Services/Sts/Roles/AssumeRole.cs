using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Sts.Sessions;

namespace Holdfast.Services.Sts.Roles;

/// <summary>Gives credentials of a role to a user, or to a session of another role.</summary>
internal sealed class AssumeRole(IRoleDirectory roles, IMfaDevices devices, ISecretSealer sealer)
    : IOperation<AssumeRoleRequest, AssumeRoleResponse>
{
    private readonly RoleSessions _sessions = new(roles, sealer);

    public async ValueTask<Target> TargetAsync(AssumeRoleRequest request, Call call, CancellationToken cancellationToken)
    {
        if (call.Caller.Kind == CallerKind.Root)
        {
            throw StsErrors.Denied("Roles may not be assumed by root accounts.");
        }

        var asked = Read(request, call);
        var presented = await MfaCheck.UseAsync(devices, call, request.SerialNumber, request.TokenCode, cancellationToken);
        return await _sessions.TargetAsync(
            asked with { Context = [.. asked.Context, .. MfaContextOf(presented)] }, call, cancellationToken);
    }

    public async ValueTask<AssumeRoleResponse> ExecuteAsync(AssumeRoleRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request.ProvidedContexts is { Count: > 0 })
        {
            // Their assertions are signed by IAM Identity Center, of which there is none that could have made one.
            throw StsErrors.InvalidValue("The context assertion is not one of a known context provider.");
        }

        var asked = Read(request, call);
        var session = await _sessions.MakeAsync(asked, call, cancellationToken);
        return new()
        {
            Credentials = session.Credentials,
            AssumedRoleUser = session.User,
            PackedPolicySize = session.PackedPolicySize,
            SourceIdentity = asked.SourceIdentity,
        };
    }

    private static RoleRequest Read(AssumeRoleRequest request, Call call)
    {
        var role = RoleRequest.ParseArn(request.RoleArn);
        return new()
        {
            Action = "sts:AssumeRole",
            RoleArn = role,
            SessionName = request.RoleSessionName,
            DurationSeconds = request.DurationSeconds,
            Policy = request.Policy,
            PolicyArns = request.PolicyArns,
            Tags = SessionTags.Of(
                request.Tags?.Select(tag => KeyValuePair.Create(tag.Key, tag.Value)), request.TransitiveTagKeys, call.Caller.TransitiveTags),
            SourceIdentity = SourceIdentityOf(request, call.Caller),

            // The code was checked, and is being used up, by the time that this is asked again.
            MfaAuthenticatedAt = request.TokenCode is null ? InheritedMfaOf(call.Caller) : call.Now,
            IsChained = call.Caller.Kind == CallerKind.AssumedRole,
            Context = ContextOf(request),
            RecordedParameters = call.Caller.TransitiveTags.Count == 0 ? [] : [new("incomingTransitiveTags", call.Caller.TransitiveTags)],
            FurtherActions = request.ProvidedContexts is { Count: > 0 } ? ["sts:SetContext"] : [],
        };
    }

    // A user who proved to have a device stays so in the role; of one role in another nothing is said.
    private static DateTimeOffset? InheritedMfaOf(Caller caller)
        => caller.Kind == CallerKind.User ? caller.Session?.MfaAuthenticatedAt : null;

    // "After the source identity is set, the value cannot be changed."
    private static string? SourceIdentityOf(AssumeRoleRequest request, Caller caller)
    {
        if (request.SourceIdentity?.StartsWith("aws:", StringComparison.Ordinal) == true)
        {
            throw StsErrors.Invalid("The source identity may not begin with aws:, which is reserved.");
        }

        return caller.Session?.SourceIdentity is not { } inherited || request.SourceIdentity is null || request.SourceIdentity == inherited
            ? request.SourceIdentity ?? caller.Session?.SourceIdentity
            : throw StsErrors.Invalid("The source identity is already set for this assume role session");
    }

    private static List<ConditionKey> ContextOf(AssumeRoleRequest request)
    {
        List<ConditionKey> context = [];
        if (request.ExternalId is { } externalId)
        {
            context.Add(new("sts:ExternalId", externalId));
        }

        if (request.ProvidedContexts is { Count: > 0 } contexts)
        {
            context.Add(new(
                "sts:RequestContextProviders",
                [.. contexts.Select(provided => provided.ProviderArn).OfType<string>()],
                IsMultivalued: true));
        }

        return context;
    }

    private static ConditionKey[] MfaContextOf(DateTimeOffset? presented)
        => presented is null ? [] : [new("aws:MultiFactorAuthPresent", "true"), new("aws:MultiFactorAuthAge", "0")];
}
