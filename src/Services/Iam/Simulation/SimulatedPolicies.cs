using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;
using Holdfast.Policy.Explanation;

namespace Holdfast.Services.Iam.Simulation;

/// <summary>The policies of a simulation, and what they decide together and one kind at a time.</summary>
internal sealed class SimulatedPolicies
{
    // Stands where a kind of policy is left out to see what another one decides.
    private static readonly CompiledPolicy Everything = Compile(
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", "everything");

    private readonly Dictionary<CompiledPolicy, SimulatedPolicy> _sources = [];
    private readonly ApplicablePolicies _all;
    private readonly string _account;

    public SimulatedPolicies(SimulationInput input)
    {
        _account = input.Caller.Account;
        _all = new ApplicablePolicies
        {
            Identity = [.. input.Policies.Select(policy => policy.Compiled)],
            Boundary = input.Boundary?.Compiled,
            Resource = input.ResourcePolicy?.Compiled,
            ServiceControl = input.ServiceControl,
        };
        foreach (var policy in input.Policies)
        {
            _sources[policy.Compiled] = policy;
        }

        foreach (var policy in new[] { input.Boundary, input.ResourcePolicy })
        {
            if (policy is not null)
            {
                _sources[policy.Compiled] = policy;
            }
        }
    }

    /// <summary>Decides a request and says why.</summary>
    public SimulatedDecision Judge(AuthorizationRequest request)
    {
        var policies = _all with { Resource = _all.Resource ?? OwnersConsent(request) };
        var explanation = Explainer.Explain(request, in policies);
        return new()
        {
            Word = WordOf(explanation.Decision.Outcome),
            Statements = [.. explanation.DecidingStatements.Where(finding => _sources.ContainsKey(finding.Policy)).Select(StatementOf)],
            MissingKeys = [.. explanation.MissingKeys],
            IsAllowedByBoundary = _all.Boundary is { } boundary ? Allows(request, new() { Identity = [boundary] }) : null,
            IsAllowedByOrganization = _all.ServiceControl.IsDefaultOrEmpty
                ? null
                : Allows(request, new() { Identity = [Everything], ServiceControl = _all.ServiceControl }),
            Details = request.ResourceAccount == _account ? new Dictionary<string, string>(StringComparer.Ordinal) : DetailsOf(request),
        };
    }

    private StatementShape StatementOf(StatementFinding finding)
    {
        var source = _sources[finding.Policy];
        var (start, end) = StatementPositions.Of(source, finding.StatementIndex);
        return new() { SourcePolicyId = source.SourceId, SourcePolicyType = source.SourceType, StartPosition = start, EndPosition = end };
    }

    // Across accounts both must agree: the caller's account, by the identity's policies, and the resource's, by the resource's.
    private Dictionary<string, string> DetailsOf(AuthorizationRequest request)
    {
        var everything = new ApplicablePolicies { Identity = [Everything], Resource = _all.Resource };
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [SimulatedPolicy.ResourceType] = WordOf(Evaluator.Evaluate(request, in everything).Outcome),
        };
        details.Add(SimulatedPolicy.IdentityType, WordOf(DecideAtHome(request, _all with { Resource = null })));
        return details;
    }

    private bool Allows(AuthorizationRequest request, ApplicablePolicies policies) => DecideAtHome(request, policies) == DecisionOutcome.Allowed;

    // As if the caller's own account owned the resource, so that the caller's policies are what counts.
    private DecisionOutcome DecideAtHome(AuthorizationRequest request, ApplicablePolicies policies)
    {
        var owner = request.ResourceAccount;
        request.ResourceAccount = _account;
        try
        {
            policies = policies with { Resource = OwnersConsent(request) };
            return Evaluator.Evaluate(request, in policies).Outcome;
        }
        finally
        {
            request.ResourceAccount = owner;
        }
    }

    // Keys and roles have policies of their own that must agree, always. A simulation that leaves such a policy out is about
    // the others: it stands for one that leaves the decision to the account.
    private CompiledPolicy? OwnersConsent(AuthorizationRequest request)
        => request.ResourceAccount == _account
            && (request.Resource.Contains(":key/", StringComparison.Ordinal) || request.Resource.Contains(":role/", StringComparison.Ordinal))
                ? Compile(
                    $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"{{{_account}}}"},"Action":"*","Resource":"*"}}""",
                    "consent")
                : null;

    private static string WordOf(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Allowed => PolicyEvaluationDecisionType.Allowed,
        DecisionOutcome.ExplicitlyDenied => PolicyEvaluationDecisionType.ExplicitDeny,
        _ => PolicyEvaluationDecisionType.ImplicitDeny,
    };

    private static CompiledPolicy Compile(string text, string id)
        => CompiledPolicy.Compile(PolicyDocument.Parse(text, PolicyKind.Language).Document!, id);
}
