using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Policy.Conditions;
using Holdfast.Policy.Evaluation;
using Holdfast.Policy.Explanation;
using Holdfast.Protocols.Models;

namespace Holdfast.Gateway.Authorization;

/// <summary>Judges by the policies of the principal and of the resource, through the policy engine.</summary>
internal sealed class PolicyJudge : IJudge
{
    [ThreadStatic]
    private static AuthorizationRequest? t_request;

    // A machine's calls come from few addresses, mostly from one.
    [ThreadStatic]
    private static (string Text, byte[] Bytes)? t_address;

    private readonly PolicyMemo _memo = new();

    // Actions come from the models and from code, so their number is bounded.
    private readonly ConcurrentDictionary<string, ActionName> _actions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Grants Prepare(Identity identity)
    {
        var caller = identity.Caller;
        CompiledPolicy? boundary = null;
        var own = ImmutableArray.CreateBuilder<CompiledPolicy>();
        var groups = ImmutableArray.CreateBuilder<CompiledPolicy>();
        foreach (var source in identity.Policies)
        {
            var policy = _memo.Compile(source.Document, source.Name);
            switch (source.Part)
            {
                case PolicyPart.Boundary:
                    boundary = policy;
                    break;
                case PolicyPart.Group:
                    groups.Add(policy);
                    break;
                default:
                    own.Add(policy);
                    break;
            }
        }

        return new PolicyGrants(
            DescribePrincipal(caller),
            new ApplicablePolicies { Identity = own.DrainToImmutable(), Groups = groups.DrainToImmutable(), Boundary = boundary }.Prepare(),
            TagsOf(caller));
    }

    /// <inheritdoc/>
    public string? FindRefusal(OperationModel operation, Target target, Call call, Grants grants)
    {
        var own = (PolicyGrants)grants;
        var request = t_request ??= new AuthorizationRequest();
        try
        {
            request.Principal = own.Principal;
            request.Action = ActionOf(target.Action ?? operation.Action);
            request.Resource = target.Resource.Value;
            request.ResourceAccount = (target.Owner ?? call.Account).Value;
            Describe(request.Context, target, call, own);
            var policies = target.ResourcePolicy is { } document
                ? own.Policies with { Resource = _memo.Compile(document, target.Resource.Value) }
                : own.Policies;
            var decision = Evaluator.Evaluate(request, in policies);
            return decision.IsAllowed ? null : AccessDeniedMessage.For(request, decision);
        }
        finally
        {
            request.Reset();
        }
    }

    private static PrincipalDescriptor DescribePrincipal(Caller caller) => caller.Kind switch
    {
        CallerKind.Root => PrincipalDescriptor.Root(caller.Arn, caller.Account.Value),
        CallerKind.User => PrincipalDescriptor.User(caller.Arn, caller.Account.Value),
        CallerKind.Anonymous => PrincipalDescriptor.Anonymous,
        _ => throw new NotSupportedException($"A {caller.Kind} has no access key of its own."),
    };

    private static (Policy.Conditions.ConditionKey Key, string Value)[] TagsOf(Caller caller)
    {
        var tags = new (Policy.Conditions.ConditionKey, string)[caller.Tags.Count];
        var index = 0;
        foreach (var (name, value) in caller.Tags)
        {
            tags[index++] = (Policy.Conditions.ConditionKey.Create(GlobalKeys.PrincipalTag, name), value);
        }

        return tags;
    }

    private static void Describe(RequestContext context, Target target, Call call, PolicyGrants own)
    {
        var caller = call.Caller;
        context.Set(GlobalKeys.PrincipalArn, caller.Arn);
        context.Set(GlobalKeys.PrincipalAccount, caller.Account.Value);
        context.Set(GlobalKeys.PrincipalType, caller.Kind == CallerKind.Root ? "Account" : "User");
        context.Set(GlobalKeys.PrincipalIsAWSService, value: false);
        context.Set(GlobalKeys.UserId, caller.PrincipalId);
        if (caller.UserName is { } name)
        {
            context.Set(GlobalKeys.UserName, name);
        }

        DescribeRequest(context, call);
        context.Set(GlobalKeys.ResourceAccount, (target.Owner ?? call.Account).Value);
        foreach (var (key, value) in own.Tags)
        {
            context.Set(key, value);
        }

        for (var i = 0; i < target.Context.Count; i++)
        {
            var key = target.Context[i];
            context.Set(key.Name, key.IsMultivalued || key.Values.Count != 1
                ? ContextValue.Of([.. key.Values])
                : ContextValue.Of(key.Values[0]));
        }
    }

    private static void DescribeRequest(RequestContext context, Call call)
    {
        var facts = call.Request;
        context.Set(GlobalKeys.CurrentTime, call.Now);
        context.Set(GlobalKeys.EpochTime, call.Now.ToUnixTimeSeconds());
        context.Set(GlobalKeys.SecureTransport, facts.IsSecure);
        context.Set(GlobalKeys.RequestedRegion, call.Region.Value);
        context.Set(GlobalKeys.UserAgent, facts.UserAgent);
        context.Set(GlobalKeys.ViaAWSService, value: false);
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

    private ActionName ActionOf(string action)
        => _actions.TryGetValue(action, out var known) ? known : _actions.GetOrAdd(action, ActionName.Parse);

    private sealed class PolicyGrants(
        PrincipalDescriptor principal, ApplicablePolicies policies, (Policy.Conditions.ConditionKey Key, string Value)[] tags) : Grants
    {
        public PrincipalDescriptor Principal { get; } = principal;

        public ApplicablePolicies Policies { get; } = policies;

        public (Policy.Conditions.ConditionKey Key, string Value)[] Tags { get; } = tags;
    }
}
