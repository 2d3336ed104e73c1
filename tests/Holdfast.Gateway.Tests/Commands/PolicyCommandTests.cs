using Holdfast.Policy.Documents;
using Holdfast.Server.Commands.Policies;

namespace Holdfast.Gateway.Tests.Commands;

/// <summary>What <c>holdfast policy check</c> and <c>holdfast policy explain</c> print.</summary>
public sealed class PolicyCommandTests : IDisposable
{
    private const string Good = """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*",
              "Condition": { "StringEquals": { "aws:PrincipalTag/team": "red" } } }
          ]
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("holdfast-policy-").FullName;
    private readonly StringWriter _output = new();

    public void Dispose()
    {
        _output.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Nothing_is_said_of_a_policy_that_is_as_it_should_be()
    {
        var code = CheckCommand.Run([Write("good.json", Good)], PolicyKind.Identity, Plain());

        Assert.Equal(0, code);
        Assert.EndsWith("good.json: nothing to report\n", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_would_be_refused_is_refused_with_the_line_marked()
    {
        var path = Write("bad.json", "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": { \"Effect\": \"Allow\", \"Resource\": \"*\" }\n}");

        var code = CheckCommand.Run([path], PolicyKind.Identity, Plain());

        Assert.Equal(1, code);
        Assert.Contains("bad.json:3:16: error: Policy statement must contain actions.", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains(" 3 |   \"Statement\": { \"Effect\": \"Allow\", \"Resource\": \"*\" }\n   |                ^", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_is_no_error()
    {
        var path = Write("wide.json", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:PassRole","Resource":"*"}]}""");

        var code = CheckCommand.Run([path], PolicyKind.Identity, Plain());

        Assert.Equal(0, code);
        Assert.Contains(": security warning: ", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("[PASS_ROLE_WITH_STAR_IN_RESOURCE]", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error()
    {
        Assert.Equal(1, CheckCommand.Run([Path.Combine(_folder, "none.json")], PolicyKind.Identity, Plain()));
        Assert.Contains("none.json' cannot be read", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_sees_colours()
    {
        CheckCommand.Run([Write("good.json", Good)], PolicyKind.Identity, new MarkedText(_output, isColoured: true));

        Assert.StartsWith("\e[1;32m", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_allowed_request_names_the_statement_that_allows_it()
    {
        Assert.Equal(0, Explain("aws:PrincipalTag/team=red"));
        Assert.StartsWith("allowed\n", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("good.json:4:5: Allow: 'Read' decides (Identity)", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_denied_request_has_the_sentence_and_the_condition_that_failed()
    {
        Assert.Equal(0, Explain("aws:PrincipalTag/team=blue"));
        Assert.Contains(
            "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::bucket/key because no identity-based policy allows the s3:GetObject action",
            _output.ToString(),
            StringComparison.Ordinal);
        Assert.Contains("'Read' has a condition that does not hold (Identity)", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("StringEquals aws:PrincipalTag/team wants 'red': the request has 'blue'", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_missing_is_named()
    {
        Assert.Equal(0, Explain());
        Assert.Contains("missing: aws:PrincipalTag/team is asked for", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_unsafe_in_a_policy_is_said_beside_the_decision()
    {
        var wide = PolicyFile.Read(Write("wide.json", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:PassRole","Resource":"*"}]}"""));

        var code = ExplainCommand.Run(
            () => new Question { Principal = "arn:aws:iam::111122223333:user/alice", Action = "iam:PassRole", Boundary = wide },
            DateTimeOffset.UnixEpoch,
            Plain());

        Assert.Equal(0, code);
        Assert.Contains("[PASS_ROLE_WITH_STAR_IN_RESOURCE]", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_that_cannot_be_understood_is_an_error()
    {
        Assert.Equal(1, Explain("red"));
        Assert.Contains("'red' is no condition key with its value", _output.ToString(), StringComparison.Ordinal);
    }

    private int Explain(params string[] context) => ExplainCommand.Run(
        () => new Question
        {
            Principal = "arn:aws:iam::111122223333:user/alice",
            Action = "s3:GetObject",
            Resource = "arn:aws:s3:::bucket/key",
            Context = context,
            Identity = [PolicyFile.Read(Write("good.json", Good))],
        },
        DateTimeOffset.UnixEpoch,
        Plain());

    private MarkedText Plain() => new(_output, isColoured: false);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        return path;
    }
}
