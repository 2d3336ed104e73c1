using Holdfast.Policy.Conditions;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;
using Holdfast.Policy.Explanation;

namespace Holdfast.Policy.Tests.Explanation;

public sealed class ExplainerTests
{
    private const string Document =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "Net", "Effect": "Allow", "Action": "s3:Get*", "Resource": "*",
           "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}, "StringEquals": {"aws:PrincipalTag/team": "${aws:ResourceTag/team}"}}},
          {"Sid": "Other", "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::other/*"},
          {"Sid": "Elsewhere", "Effect": "Allow", "Action": "sqs:*", "Resource": "*"}]}
        """;

    [Fact]
    public void Says_which_conditions_failed_with_which_values_and_which_keys_were_missing()
    {
        var request = Request();
        request.Context.Set(GlobalKeys.SourceIp, "198.51.100.1");
        var policies = new ApplicablePolicies { Identity = [Compile(Document)] };

        var explanation = Explainer.Explain(request, in policies);

        Assert.Equal(DecisionOutcome.ImplicitlyDenied, explanation.Decision.Outcome);
        Assert.Equal(PolicyLayer.Identity, explanation.Decision.DecidedBy);
        Assert.Equal(
            [("Net", StatementOutcome.ConditionFailed), ("Other", StatementOutcome.OtherResource)],
            explanation.Statements.Select(static s => (s.Sid!, s.Outcome)));
        var failed = explanation.FailedConditions.ToArray();
        Assert.Equal(["198.51.100.1", null], failed.Select(static f => f.RequestValue?.ToString()));
        Assert.Equal("203.0.113.0/24", failed[0].Clause.Values[0].Text);
        Assert.Equal(["aws:PrincipalTag/team", "aws:ResourceTag/team"], explanation.MissingKeys);
        Assert.Empty(explanation.DecidingStatements);
    }

    [Fact]
    public void Names_the_deciding_statement_by_policy_and_position()
    {
        var request = Request();
        request.Context.Set(GlobalKeys.SourceIp, "203.0.113.5");
        request.Context.Set("aws:PrincipalTag/team", ContextValue.Of("red"));
        request.Context.Set("aws:ResourceTag/team", ContextValue.Of("red"));
        var policies = new ApplicablePolicies { Identity = [Compile(Document)] };

        var statement = Assert.Single(Explainer.Explain(request, in policies).DecidingStatements);

        Assert.Equal(("p", 0, "Net"), (statement.Policy.Id, statement.StatementIndex, statement.Sid));
        Assert.Equal((2, 3), (statement.Span.Start.Line, statement.Span.Start.Column));
        Assert.Equal(Evaluator.Evaluate(request, in policies).Span, statement.Span);
    }

    private static AuthorizationRequest Request() => new()
    {
        Principal = PrincipalDescriptor.User("arn:aws:iam::111122223333:user/alice", "111122223333"),
        Action = ActionName.Parse("s3:GetObject"),
        Resource = "arn:aws:s3:::b/x",
        ResourceAccount = "111122223333",
    };

    private static CompiledPolicy Compile(string text) =>
        CompiledPolicy.Compile(PolicyDocument.Parse(text, PolicyKind.Identity).Document!, "p");
}
