using System.Collections.Immutable;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Policy.Explanation;

/// <summary>Judges a request and keeps every reason; the slower sibling of <see cref="Evaluator"/>.</summary>
public static class Explainer
{
    /// <summary>Decides a request and says why.</summary>
    public static DecisionExplanation Explain(AuthorizationRequest request, in ApplicablePolicies policies)
    {
        ArgumentNullException.ThrowIfNull(request);
        var special = SpecialRules.Of(request);
        var walk = new Walk(request);
        if (special.ResourceControlApplies)
        {
            walk.Levels(PolicyLayer.ResourceControl, policies.ResourceControl);
        }

        if ((special.IdleLayers & Layers.ServiceControl) == 0)
        {
            walk.Levels(PolicyLayer.ServiceControl, policies.ServiceControl);
        }

        walk.All(PolicyLayer.VpcEndpoint, -1, policies.VpcEndpoint);
        walk.One(PolicyLayer.Resource, -1, policies.Resource);
        if ((special.IdleLayers & Layers.Identity) == 0)
        {
            walk.All(PolicyLayer.Identity, -1, policies.Identity);
            walk.All(PolicyLayer.Identity, -1, policies.Groups);
            walk.One(PolicyLayer.Boundary, -1, policies.Boundary);
        }

        if ((special.IdleLayers & Layers.Session) == 0)
        {
            walk.All(PolicyLayer.Session, -1, policies.Session);
        }

        return new()
        {
            Decision = Evaluator.Evaluate(request, in policies),
            Statements = [.. walk.Findings],
            MissingKeys = walk.Missing,
        };
    }

    private sealed class Walk(AuthorizationRequest request)
    {
        public List<StatementFinding> Findings { get; } = [];

        public SortedSet<string> Missing { get; } = new(StringComparer.OrdinalIgnoreCase);

        public void Levels(PolicyLayer layer, ImmutableArray<PolicyLevel> levels)
        {
            for (var i = 0; !levels.IsDefault && i < levels.Length; i++)
            {
                All(layer, i, levels[i].Policies);
            }
        }

        public void All(PolicyLayer layer, int level, ImmutableArray<CompiledPolicy> policies)
        {
            for (var i = 0; !policies.IsDefault && i < policies.Length; i++)
            {
                One(layer, level, policies[i]);
            }
        }

        public void One(PolicyLayer layer, int level, CompiledPolicy? policy)
        {
            if (policy is not null)
            {
                var first = Findings.Count;
                Entries(layer, level, policy, policy.Index.Of(request.ActionReference.Service), first);
                Entries(layer, level, policy, policy.Index.AnyService, first);
            }
        }

        private void Entries(
            PolicyLayer layer, int level, CompiledPolicy policy, ReadOnlySpan<ActionEntry> entries, int first)
        {
            foreach (ref readonly var entry in entries)
            {
                var statement = entry.Index;
                if (entry.Pattern.IsMatch(in request.ActionReference)
                    && !Findings.Skip(first).Any(f => f.StatementIndex == statement))
                {
                    Findings.Add(Find(layer, level, policy, statement));
                }
            }
        }

        private StatementFinding Find(PolicyLayer layer, int level, CompiledPolicy policy, int index)
        {
            var statement = policy.Statements[index];
            StatementFinding Finding(StatementOutcome outcome, ImmutableArray<ConditionFinding> failed) =>
                new(layer, level, policy, index, outcome, failed);

            if (statement.Principal is { } principal
                && principal.Match(request.Principal, statement.Effect) == GrantScope.None)
            {
                return Finding(StatementOutcome.OtherPrincipal, []);
            }

            foreach (ref readonly var pattern in statement.Resources)
            {
                pattern.AddMissing(request.Context, Missing);
            }

            var failed = Failed(statement);
            if (!statement.MatchesResource(request.Resource, request.Context))
            {
                return Finding(StatementOutcome.OtherResource, []);
            }

            return Finding(failed.IsEmpty ? StatementOutcome.Matches : StatementOutcome.ConditionFailed, failed);
        }

        private ImmutableArray<ConditionFinding> Failed(CompiledStatement statement)
        {
            if (statement.Conditions.IsEmpty)
            {
                return [];
            }

            var failed = ImmutableArray.CreateBuilder<ConditionFinding>();
            foreach (var condition in statement.Conditions)
            {
                var missing = new List<string>();
                condition.AddMissing(request.Context, missing);
                Missing.UnionWith(missing);
                if (!condition.Holds(request.Context))
                {
                    failed.Add(new(
                        condition.Clause,
                        request.Context.TryGet(condition.Key, out var value) ? value : null,
                        [.. missing]));
                }
            }

            return failed.ToImmutable();
        }
    }
}
