using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Sessions;
using Holdfast.Services.Sts.Sessions;

namespace Holdfast.Services.Sts.RootTasks;

/// <summary>Gives an organization's administrator credentials of a member account's root user, for one task and a quarter of an hour.</summary>
internal sealed class AssumeRoot(IRootSessions rootSessions, IRoleDirectory roles, ISecretSealer sealer)
    : IOperation<AssumeRootRequest, AssumeRootResponse>
{
    private const int DefaultSeconds = 900;

    private readonly SessionMaker _maker = new(sealer);

    public async ValueTask<Target> TargetAsync(AssumeRootRequest request, Call call, CancellationToken cancellationToken)
    {
        var member = MemberOf(request, call);
        var isTrusted = await rootSessions.AreAllowedAsync(call.Transaction, call.Account, member, cancellationToken);
        return new(RootOf(member, call))
        {
            Owner = member,
            Context = [new("sts:TaskPolicyArn", request.TaskPolicyArn.Arn ?? "")],
            ResourcePolicy = isTrusted ? TrustIn(call.Account) : null,
        };
    }

    public async ValueTask<AssumeRootResponse> ExecuteAsync(AssumeRootRequest request, Call call, CancellationToken cancellationToken)
    {
        if (!RootTaskPolicy.IsOne(request.TaskPolicyArn.Arn))
        {
            throw StsErrors.Invalid($"The task policy {request.TaskPolicyArn.Arn} is not one that a privileged root session may have.");
        }

        var member = MemberOf(request, call);
        string[] task = [request.TaskPolicyArn.Arn!];
        await SessionPolicies.CheckExistAsync(roles, call.Transaction, member, task, cancellationToken);
        var start = SessionMaker.StartOf(call);
        var source = call.Caller.Session?.SourceIdentity;
        var credentials = _maker.Issue(call.Ids, member, (accessKeyId, secret) => new Session
        {
            AccessKeyId = accessKeyId,
            Secret = secret,
            Kind = CallerKind.Root,
            Account = member,
            Arn = RootOf(member, call).Value,
            PrincipalId = member.Value,
            IssuerId = member.Value,
            ExpiresAt = start + TimeSpan.FromSeconds(request.DurationSeconds ?? DefaultSeconds),
            Facts = new() { IssuedAt = start, IsAssumedRoot = true, SourceIdentity = source },
            PolicyArns = task,
        });
        return new() { Credentials = credentials, SourceIdentity = source };
    }

    // "The member account principal ARN or account ID."
    private static AccountId MemberOf(AssumeRootRequest request, Call call)
    {
        var text = request.TargetPrincipal;
        var number = text.Length == AccountId.Length ? text : Arn.TryParse(text, null, out var arn) ? arn.Account : "";
        return AccountId.TryParse(number, null, out var member) && (text == number || text == RootOf(member, call).Value)
            ? member
            : throw StsErrors.Invalid($"{text} is invalid");
    }

    private static Arn RootOf(AccountId account, Call call) => new($"arn:{call.Partition}:iam::{account}:root");

    // The organization is what makes a member's root user trust the administrator; nothing but this says so.
    private static string TrustIn(AccountId administrator)
        => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{administrator}}"},"Action":"sts:AssumeRoot","Resource":"*"}] }""";
}
