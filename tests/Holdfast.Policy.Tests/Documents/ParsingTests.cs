using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Tests.Documents;

public sealed class ParsingTests
{
    [Fact]
    public void Knows_where_every_statement_stands()
    {
        const string text = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\"Sid\": \"é\", \"Effect\": \"Allow\",\n     \"Action\": \"s3:*\", \"Resource\": \"*\"}\n  ]\n}";

        var statement = PolicyDocument.Parse(text, PolicyKind.Language).Document!.Statements[0];

        Assert.Equal((4, 5), (statement.Span.Start.Line, statement.Span.Start.Column));
        Assert.Equal((5, 40), (statement.Span.End.Line, statement.Span.End.Column));
        Assert.Equal(
            (5, 16), (statement.Actions!.Values[0].Span.Start.Line, statement.Actions.Values[0].Span.Start.Column));
    }

    [Fact]
    public void Says_where_a_document_goes_wrong()
    {
        var result = PolicyDocument.Parse(
            "{\"Version\": \"2012-10-17\",\n \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"List\", \"Resource\": \"*\"}}",
            PolicyKind.Identity);

        var problem = Assert.Single(result.Diagnostics);
        Assert.Null(result.Document);
        Assert.Equal(PolicyDiagnosticCode.Action, problem.Code);
        Assert.Equal((2, 45), (problem.Position.Line, problem.Position.Column));
    }

    [Fact]
    public void Reports_the_problem_first_that_IAM_reports()
    {
        var result = PolicyDocument.Parse(
            """{"Statement":[{"Sid":"A","Effect":"allow","Action":"x","Resource":"y"},{"Sid":"A","Effect":"Allow"}]}""", PolicyKind.Identity);

        Assert.Equal("Policy document must be version 2012-10-17 or greater.", result.Message);
        Assert.Equal(
            [
                PolicyDiagnosticCode.Version, PolicyDiagnosticCode.LegacyParsing, PolicyDiagnosticCode.DuplicateSid,
                PolicyDiagnosticCode.MissingAction, PolicyDiagnosticCode.Resource, PolicyDiagnosticCode.Action,
                PolicyDiagnosticCode.MissingResource,
            ],
            result.Diagnostics.Select(static d => d.Code));
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"Version\":\"\\udc00\"}")]
    [InlineData("{\"\\ud800\":1}")]
    public void Refuses_half_characters(string text) =>
        Assert.Equal("Syntax errors in policy.", PolicyDocument.Parse(text, PolicyKind.Identity).Message);

    [Fact]
    public void Refuses_bytes_that_are_no_text() =>
        Assert.False(PolicyDocument.Parse([0x7B, 0xFF, 0x7D], PolicyKind.Identity).IsValid);

    [Fact]
    public void Refuses_a_document_larger_than_any_policy_before_reading_it()
    {
        var result = PolicyDocument.Parse(new string(' ', 300_000), PolicyKind.Identity);

        Assert.Equal(PolicyDiagnosticCode.Size, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Prints_what_it_read()
    {
        const string text =
            """
            {
              "Version": "2012-10-17",
              "Id": "x",
              "Statement": [
                {
                  "Sid": "A",
                  "Effect": "Allow",
                  "Principal": {
                    "AWS": [
                      "111122223333",
                      "*"
                    ],
                    "Service": "s3.amazonaws.com"
                  },
                  "NotAction": "iam:*",
                  "Resource": [
                    "arn:aws:s3:::b/<&>'é",
                    "*"
                  ],
                  "Condition": {
                    "NumericEquals": {
                      "s3:max-keys": 1e1
                    },
                    "Bool": {
                      "aws:SecureTransport": [
                        true,
                        "false"
                      ]
                    }
                  }
                }
              ]
            }
            """;

        Assert.Equal(text, PolicyDocument.Parse(text, PolicyKind.Language).Document!.ToString());
    }

    [Fact]
    public void Counts_characters_as_IAM_does() =>
        Assert.Equal(8, PolicyQuotas.CountCharacters("{ \"a\": \n\t\"b\" }\r\n") - 1);

    [Fact]
    public void Lists_the_context_keys_of_a_policy_once()
    {
        var document = PolicyDocument.Parse(
            """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::${aws:username}/*",
             "Condition":{"StringEquals":{"aws:PrincipalTag/a":"${aws:userid}","AWS:UserName":"x"}}}}
            """,
            PolicyKind.Identity).Document!;

        var keys = Policy.Evaluation.CompiledPolicy.Compile(document, "p").ContextKeys;

        Assert.Equal(["aws:username", "aws:PrincipalTag/a", "aws:userid"], keys);
    }
}
