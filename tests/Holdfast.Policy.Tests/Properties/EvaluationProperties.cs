using CsCheck;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;
using Holdfast.Policy.Explanation;

namespace Holdfast.Policy.Tests.Properties;

public sealed class EvaluationProperties
{
    private static readonly PolicyDocument DenyAll = PolicyDocument.Parse(
        """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""", PolicyKind.Identity).Document!;

    /// <summary>The slow suite asks for a hundred thousand pairs.</summary>
    private static long Pairs => Environment.GetEnvironmentVariable("HOLDFAST_SLOW") == "1" ? 100_000 : 5_000;

    [Fact]
    public void The_compiled_evaluator_agrees_with_one_written_from_the_documentation() =>
        Worlds.World.Sample(static w => w.Decide().Outcome == NaiveEvaluator.Decide(w), iter: Pairs);

    [Fact]
    public void Preparing_the_callers_policies_changes_no_decision() =>
        Worlds.World.Sample(
            static w =>
            {
                var prepared = Evaluator.Evaluate(w.Request(), w.Policies.Prepare());
                return prepared.Outcome == w.Decide().Outcome;
            },
            iter: Pairs);

    [Fact]
    public void A_statement_that_denies_never_allows() =>
        Gen.Select(Worlds.World, Worlds.Document).Sample(
            static (w, extra) =>
            {
                var denying = extra with { Statements = [.. extra.Statements.Select(static s => s with { Effect = StatementEffect.Deny })] };
                return w.Decide().IsAllowed || !(w with { Identity = [.. w.Identity, denying] }).Decide().IsAllowed;
            },
            iter: Pairs);

    [Fact]
    public void A_deny_of_everything_in_any_layer_of_a_user_is_final() =>
        Worlds.World.Where(static w => w.Caller.Type == PrincipalType.User).Sample(
            static w =>
                (w with { Identity = [.. w.Identity, DenyAll] }).Decide().Outcome == DecisionOutcome.ExplicitlyDenied
                && (w with { Boundary = DenyAll }).Decide().Outcome == DecisionOutcome.ExplicitlyDenied
                && (w with { Session = [DenyAll] }).Decide().Outcome == DecisionOutcome.ExplicitlyDenied,
            iter: 1_000);

    [Fact]
    public void The_order_of_statements_and_policies_does_not_matter() =>
        Worlds.World.Sample(
            static w => w.Decide().Outcome == (w with
            {
                Identity = [.. w.Identity.Reverse().Select(Reversed)],
                Resource = w.Resource is { } resource ? Reversed(resource) : null,
                Boundary = w.Boundary is { } boundary ? Reversed(boundary) : null,
            }).Decide().Outcome,
            iter: Pairs);

    [Fact]
    public void A_boundary_a_session_policy_or_a_control_policy_never_adds_permission() =>
        Gen.Select(Worlds.World, Worlds.Document, Worlds.ResourceDocument).Sample(
            static (w, document, control) =>
            {
                // A federated user's session has nothing without a policy, so for it passing one is what grants.
                var free = w with { Boundary = null, Session = w.Caller.Type == PrincipalType.FederatedUser ? w.Session : null };
                return free.Decide().IsAllowed
                    || (!(free with { Boundary = document }).Decide().IsAllowed
                        && (w.Caller.Type == PrincipalType.FederatedUser || !(free with { Session = [document] }).Decide().IsAllowed)
                        && !(free with { ServiceControl = [.. free.ServiceControl, [document]] }).Decide().IsAllowed
                        && !(free with { ResourceControl = [.. free.ResourceControl, [control]] }).Decide().IsAllowed);
            },
            iter: Pairs);

    [Fact]
    public void Reading_what_was_printed_gives_the_same_document() =>
        Gen.OneOf(Worlds.Document, Worlds.ResourceDocument).Sample(
            static d =>
            {
                var read = PolicyDocument.Parse(d.ToString(), PolicyKind.Language).Document;
                return read is not null && Documents.Structure.AreEqual(d, read) && read.ToString() == d.ToString();
            },
            iter: Pairs);

    [Fact]
    public void An_explanation_tells_the_decision_and_its_statements() =>
        Worlds.World.Sample(
            static w =>
            {
                var policies = w.Policies;
                var request = w.Request();
                var explained = Explainer.Explain(request, in policies);
                var decision = Evaluator.Evaluate(request, in policies);
                return explained.Decision == decision
                    && (decision.Policy is null || explained.DecidingStatements.Any(s =>
                        s.Policy == decision.Policy
                            && s.StatementIndex == decision.StatementIndex
                            && s.Layer == decision.DecidedBy));
            },
            iter: Pairs);

    private static PolicyDocument Reversed(PolicyDocument document) =>
        document with { Statements = [.. document.Statements.Reverse()] };
}
