using Holdfast.Policy.Evaluation;
using Holdfast.Policy.Explanation;

namespace Holdfast.Server.Commands.Policies;

/// <summary>Says what policies decide about a request, and why.</summary>
internal static class ExplainCommand
{
    /// <summary>Decides and explains.</summary>
    /// <returns>The exit code: 1 when the question cannot be understood; either decision is an answer.</returns>
    public static int Run(Func<Question> ask, DateTimeOffset now, MarkedText output)
    {
        try
        {
            var question = ask();
            var request = question.ToRequest(now);
            var policies = question.ToPolicies();
            Write(question, request, Explainer.Explain(request, in policies), output);
            foreach (var (file, kind) in question.Files)
            {
                CheckCommand.WriteFindings(file, kind, output);
            }

            return 0;
        }
        catch (UnclearException unclear)
        {
            output.Write(MarkedText.Grade.Error, unclear.Message);
            return 1;
        }
    }

    private static void Write(Question question, AuthorizationRequest request, DecisionExplanation explanation, MarkedText output)
    {
        var decision = explanation.Decision;
        if (decision.IsAllowed)
        {
            output.Write(MarkedText.Grade.Good, "allowed");
        }
        else
        {
            output.Write(MarkedText.Grade.Error, decision.Outcome == DecisionOutcome.ExplicitlyDenied ? "denied explicitly" : "denied: nothing allows it");
            output.Write(AccessDeniedMessage.For(request, decision));
        }

        var deciding = explanation.DecidingStatements.ToHashSet();
        foreach (var statement in explanation.Statements)
        {
            Write(question, statement, deciding.Contains(statement), output);
        }

        foreach (var key in explanation.MissingKeys)
        {
            output.Write(MarkedText.Grade.Warning, $"missing: {key} is asked for, and the request has no value for it");
        }
    }

    private static void Write(Question question, StatementFinding statement, bool decides, MarkedText output)
    {
        var grade = !decides ? MarkedText.Grade.Hint
            : statement.Effect == Policy.Documents.StatementEffect.Deny ? MarkedText.Grade.Error
            : MarkedText.Grade.Good;
        var outcome = statement.Outcome switch
        {
            StatementOutcome.OtherPrincipal => "is about other principals",
            StatementOutcome.OtherResource => "is about other resources",
            StatementOutcome.ConditionFailed => "has a condition that does not hold",
            _ => decides ? "decides" : "matches",
        };
        output.Write();
        output.Write(
            statement.Policy.Id,
            TextOf(question, statement.Policy.Id),
            statement.Span,
            grade,
            statement.Effect.ToString(),
            $"{(statement.Sid is { } sid ? $"'{sid}' " : "")}{outcome} ({statement.Layer})");
        foreach (var condition in statement.FailedConditions)
        {
            var clause = condition.Clause;
            var wanted = string.Join(" or ", clause.Values.Select(value => $"'{value.Text}'"));
            output.Write($"   {clause.Operator} {clause.Key} wants {wanted}: the request has {(condition.RequestValue is { } value ? $"'{value}'" : "no value")}");
        }
    }

    private static string TextOf(Question question, string path)
        => new[] { question.Boundary, question.ResourcePolicy }
            .Concat(question.Identity).Concat(question.Session).Concat(question.ServiceControl).Concat(question.ResourceControl)
            .First(file => file?.Path == path)!.Text;
}
