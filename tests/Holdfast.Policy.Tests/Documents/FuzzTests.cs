using System.Diagnostics;
using System.Text;
using CsCheck;
using Holdfast.Policy.Conditions;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;
using Holdfast.Policy.Tests.Properties;
using Holdfast.Policy.Validation;

namespace Holdfast.Policy.Tests.Documents;

/// <summary>Throws broken documents and strange requests at the library: it answers, and soon.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", ":", ",", "\"", "null", "true", "1e999", "\"Version\"", "\"Statement\"", "\"Effect\"", "\"Allow\"",
        "\"Action\"", "\"Resource\"", "\"*\"", "\"Condition\"", "\"StringLike\"", "\"Principal\"", "\"AWS\"", "\\ud800", "\u0000",
        "${", "\"${aws:username, '\"", "\"ForAllValues:\"", "\uFFFE", "é", "\"2012-10-17\"", " ", "\n",
    ];

    private static readonly Gen<string> Broken =
        Gen.Int[0, Fragments.Length - 1].Array[0, 40].Select(
            static picks => string.Concat(picks.Select(static p => Fragments[p])));

    private static readonly Gen<string> Mutated = Gen.Select(
        Worlds.ResourceDocument, Gen.Int[0, 1_000_000], Gen.Int[0, Fragments.Length - 1], Gen.Int[0, 5],
        static (document, at, fragment, cut) =>
        {
            var text = document.ToString();
            var index = at % text.Length;
            return text.Remove(index, Math.Min(cut, text.Length - index)).Insert(index, Fragments[fragment]);
        });

    private static long Rounds => Environment.GetEnvironmentVariable("HOLDFAST_SLOW") == "1" ? 100_000 : 3_000;

    [Fact]
    public void No_document_makes_the_reader_fail() =>
        Gen.OneOf(Broken, Mutated).Sample(
            static text =>
            {
                foreach (var kind in Enum.GetValues<PolicyKind>())
                {
                    var result = PolicyDocument.Parse(text, kind);
                    PolicyValidator.Validate(text, kind);
                    if (result.Document is { } document)
                    {
                        CompiledPolicy.Compile(document, "p");
                    }
                    else
                    {
                        Assert.NotEmpty(result.Diagnostics);
                    }
                }
            },
            iter: Rounds);

    [Fact]
    public void No_bytes_make_the_reader_fail() =>
        Gen.Byte.Array[0, 200].Sample(
            static bytes => { PolicyDocument.Parse(bytes, PolicyKind.Resource); }, iter: Rounds);

    [Fact]
    public void No_request_makes_the_evaluator_fail()
    {
        var strange = Gen.OneOf(Gen.String, Gen.String[Gen.Char, 0, 2_000]);
        Gen.Select(Worlds.World, strange, strange, strange).Sample(
            static (w, action, resource, value) =>
            {
                var request = w.Request();
                request.Action = ActionName.Parse(action);
                request.Resource = resource;
                request.Context.Set(action, ContextValue.Of(value));
                request.Context.Set(GlobalKeys.UserName, value);
                request.Context.Set(GlobalKeys.SourceIp, value);
                request.Context.Set(GlobalKeys.CurrentTime, value);
                Evaluator.Evaluate(request, w.Policies.Prepare());
            },
            iter: Rounds);
    }

    [Theory]
    [InlineData("*a")]
    [InlineData("a*")]
    [InlineData("*?a")]
    [InlineData("*")]
    [InlineData("a*b*")]
    public void A_hostile_pattern_costs_at_most_the_product_of_the_lengths(string unit)
    {
        var pattern = string.Concat(Enumerable.Repeat(unit, 6_000 / unit.Length)) + "b";
        var document = PolicyDocument.Parse(
            $$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:{{pattern[..3_000]}}","Resource":"{{pattern}}"} }""",
            PolicyKind.Language).Document!;
        var policies = new ApplicablePolicies { Identity = [CompiledPolicy.Compile(document, "p")] };
        var request = new AuthorizationRequest
        {
            Principal = PrincipalDescriptor.User("arn:aws:iam::111122223333:user/a", "111122223333"),
            Action = ActionName.Parse("s3:" + new string('a', 1_000)),
            Resource = new string('a', 2_000),
        };

        // A count of steps would be better than a clock, but exponential time is not a matter of factors: 2^2000.
        var start = Stopwatch.GetTimestamp();
        Evaluator.Evaluate(request, in policies);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_document_nested_without_end_is_refused()
    {
        var text = Encoding.UTF8.GetBytes(new string('[', 100_000));

        Assert.False(PolicyDocument.Parse(text, PolicyKind.Identity).IsValid);
    }
}
