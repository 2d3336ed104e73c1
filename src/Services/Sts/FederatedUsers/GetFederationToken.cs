using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Sts.Sessions;

namespace Holdfast.Services.Sts.FederatedUsers;

/// <summary>Gives credentials to somebody whom a user of the account vouches for: no more than what the user may do and was passed on.</summary>
internal sealed class GetFederationToken(IRoleDirectory roles, ISecretSealer sealer)
    : IOperation<GetFederationTokenRequest, GetFederationTokenResponse>
{
    private readonly SessionMaker _maker = new(sealer);

    public ValueTask<Target> TargetAsync(GetFederationTokenRequest request, Call call, CancellationToken cancellationToken)
    {
        var tags = TagsOf(request);
        var target = new Target(ArnOf(request, call)) { Context = ContextOf(tags) };
        return new(tags.All.Count == 0 ? target : target with { Also = [target with { Action = "sts:TagSession" }] });
    }

    public async ValueTask<GetFederationTokenResponse> ExecuteAsync(
        GetFederationTokenRequest request, Call call, CancellationToken cancellationToken)
    {
        var tags = TagsOf(request);
        var arns = SessionPolicies.Check(request.Policy, request.PolicyArns);
        await SessionPolicies.CheckExistAsync(roles, call.Transaction, call.Account, arns, cancellationToken);
        var packedSize = PackedSize.Measure(request.Policy, arns, tags.All);
        var user = new FederatedUserShape { Arn = ArnOf(request, call).Value, FederatedUserId = $"{call.Account}:{request.Name}" };
        var duration = LongTermCaller.DurationOf(request.DurationSeconds, call.Caller);
        var credentials = _maker.Issue(call.Ids, call.Account, (accessKeyId, secret) =>
        {
            var session = LongTermCaller.NewSession(call, accessKeyId, secret, duration);
            return session with
            {
                Kind = CallerKind.FederatedUser,
                Arn = user.Arn,
                PrincipalId = user.FederatedUserId,
                Facts = session.Facts with { IssuerArn = call.Caller.Arn },
                Tags = tags.All,
                Policies = request.Policy is { } policy ? [policy] : null,
                PolicyArns = arns,
            };
        });
        return new() { Credentials = credentials, FederatedUser = user, PackedPolicySize = packedSize };
    }

    private static Arn ArnOf(GetFederationTokenRequest request, Call call)
        => new($"arn:{call.Partition}:sts::{call.Account}:federated-user/{request.Name}");

    private static SessionTags TagsOf(GetFederationTokenRequest request)
        => SessionTags.Of(request.Tags?.Select(tag => KeyValuePair.Create(tag.Key, tag.Value)), transitive: null, SessionTags.None.All);

    private static IReadOnlyList<ConditionKey> ContextOf(SessionTags tags) => tags.Passed.Count == 0 ? [] : [.. TagConditions.OfRequest(tags.Passed)];
}
