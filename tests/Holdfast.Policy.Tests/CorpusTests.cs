using System.Text.Json;
using Holdfast.Policy.Evaluation;
using Holdfast.PolicyCases;

namespace Holdfast.Policy.Tests;

public sealed class CorpusTests
{
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Project.Corpus, "*.json").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_case_of_the_corpus_is_decided_as_documented(string file)
    {
        var results = CaseFile.Run(File.ReadAllBytes(Path.Combine(Project.Corpus, file))).ToArray();

        Assert.NotEmpty(results);
        Assert.Empty(results.Where(static r => !r.IsMet).Select(static r => r.Line));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Preparing_the_policies_changes_no_decision(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Project.Corpus, file)));
        foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray().Where(IsDecision))
        {
            var (request, policies) = DecisionCase.Read(item);

            var plain = Evaluator.Evaluate(request, in policies);
            var prepared = Evaluator.Evaluate(request, policies.Prepare());

            Assert.Equal(plain.Outcome, prepared.Outcome);
            Assert.Equal(plain.DecidedBy, prepared.DecidedBy);
            Assert.Equal(plain.Policy, prepared.Policy);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_message_of_a_refused_document_is_AWSs(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Project.Corpus, file)));
        var lines = CaseFile.Run(File.ReadAllBytes(Path.Combine(Project.Corpus, file)))
            .ToDictionary(static r => r.Id, static r => r.Line);
        foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (item.GetProperty("expect").TryGetProperty("message", out var message))
            {
                using var line = JsonDocument.Parse(lines[item.GetProperty("id").GetString()!]);
                Assert.Equal(message.GetString(), line.RootElement.GetProperty("message").GetString());
            }
        }
    }

    [Fact]
    public void Every_case_says_why_it_is_here_and_where_it_comes_from()
    {
        foreach (var file in Directory.GetFiles(Project.Corpus, "*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                Assert.NotEmpty(item.GetProperty("why").GetString()!);
                Assert.NotEmpty(item.GetProperty("source").GetString()!);
            }
        }
    }

    private static bool IsDecision(JsonElement item) => item.TryGetProperty("request", out _);
}
