using System.Collections.Concurrent;
using System.Collections.Immutable;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Policy.Evaluation;
using Holdfast.Policy.Explanation;
using Holdfast.Protocols.Models;

namespace Holdfast.Gateway.Authorization;

/// <summary>Judges by the policies of the principal and of the resource, through the policy engine.</summary>
internal sealed class PolicyJudge(ISecretSealer sealer) : IJudge
{
    [ThreadStatic]
    private static AuthorizationRequest? t_request;

    private readonly PolicyMemo _memo = new();

    // Actions come from the models and from code, so their number is bounded.
    private readonly ConcurrentDictionary<string, ActionName> _actions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Grants Prepare(Identity identity)
    {
        CompiledPolicy? boundary = null;
        var own = ImmutableArray.CreateBuilder<CompiledPolicy>();
        var groups = ImmutableArray.CreateBuilder<CompiledPolicy>();
        var session = ImmutableArray.CreateBuilder<CompiledPolicy>();
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
                case PolicyPart.Session:
                    session.Add(policy);
                    break;
                default:
                    own.Add(policy);
                    break;
            }
        }

        return new PolicyGrants(identity.Caller, new ApplicablePolicies
        {
            Identity = own.DrainToImmutable(),
            Groups = groups.DrainToImmutable(),
            Boundary = boundary,

            // No session policy at all limits nothing; it is not a session policy that allows nothing.
            Session = session.Count > 0 ? session.DrainToImmutable() : default,
        });
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
            request.RestrictPublicBuckets = target.RestrictsPublicAccess;
            CallContext.Fill(request.Context, target, call, own);
            var policies = target.ResourcePolicy is { } document
                ? own.Policies with { Resource = _memo.Compile(document, target.Resource.Value) }
                : own.Policies;
            var decision = Evaluator.Evaluate(request, in policies);
            return decision.IsAllowed || IsGranted(request, target, own, decision) ? null : Word(operation.Service, request, in policies, decision, target.Principal ?? call.Caller);
        }
        finally
        {
            request.Reset();
        }
    }

    // Grants stand in the place of the resource's policy, whose denials the first decision has heard.
    private bool IsGranted(AuthorizationRequest request, Target target, PolicyGrants own, in Decision decision)
        => target.Grants is { } document
            && decision.Outcome == DecisionOutcome.ImplicitlyDenied
            && Evaluator.Evaluate(request, own.Policies with { Resource = _memo.Compile(document, target.Resource.Value) }).IsAllowed;

    private string Word(
        ServiceModel service, AuthorizationRequest request, in ApplicablePolicies policies, in Decision decision, Caller caller)
    {
        // What a token's bearer reads names no principal, for there is none yet.
        if (caller.Kind is CallerKind.WebIdentityUser or CallerKind.SamlUser)
        {
            return $"Not authorized to perform {request.Action.Text}";
        }

        var message = AccessDeniedMessage.For(request, decision, quoteResource: service.SigningName == "s3");
        return AppendsDecision(service)
            && AuthorizationMessage.Encode(sealer, DecisionJson.Write(request, Explainer.Explain(request, in policies), caller).Span) is { } encoded
                ? $"{message}. Encoded authorization failure message: {encoded}"
                : message;
    }

    // "Only certain AWS operations return an encoded authorization message": here those of EC2.
    private static bool AppendsDecision(ServiceModel service) => service.SigningName == "ec2";

    private ActionName ActionOf(string action)
        => _actions.TryGetValue(action, out var known) ? known : _actions.GetOrAdd(action, ActionName.Parse);
}
