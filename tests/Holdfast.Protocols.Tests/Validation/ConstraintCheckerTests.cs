using System.Text.Json.Nodes;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Tests.Models;
using Holdfast.Protocols.Validation;

namespace Holdfast.Protocols.Tests.Validation;

/// <summary>Runs the cases in <c>Cases/Validation/constraints.json</c>.</summary>
public sealed class ConstraintCheckerTests
{
    private static readonly JsonNode s_suite = JsonNode.Parse(File.ReadAllText(Path.Combine(CaseFolder.Path, "Validation", "constraints.json")))!;

    public static TheoryData<string> Cases() => [.. s_suite["cases"]!.AsArray().Select(example => example.Text("id")!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Words_every_violation_as_the_service_does(string id)
    {
        var example = s_suite["cases"]!.AsArray().Single(c => c.Text("id") == id)!;
        var model = new TestModel(s_suite["metadata"]!.AsObject(), s_suite["shapes"]!.AsObject());
        var request = new JsonShape(model.Shape("In"), example["params"]!.AsObject());
        var missing = example["missing"]?.AsArray().Select(path => (string)path!).ToArray() ?? [];

        Assert.Equal(example.Text("message"), ConstraintChecker.Check(request, missing));
    }

    [Fact]
    public void A_request_that_keeps_them_all_costs_no_memory()
    {
        var model = new TestModel(s_suite["metadata"]!.AsObject(), s_suite["shapes"]!.AsObject());
        var request = new FixedShape(model.Shape("In"), model.Shape("In").Members[0], "alice");
        ConstraintChecker.Check(request, []);

        var before = GC.GetAllocatedBytesForCurrentThread();
        ConstraintChecker.Check(request, []);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData(@"[\w+=,.@-]+", "alice+bob@x", true)]
    [InlineData(@"[\w+=,.@-]+", "alice bob", false)]
    [InlineData(@"[\w+=,.@-]+", "", false)]
    [InlineData(@"[\w]+", "é", false)] // Java's \w is ASCII.
    [InlineData(@"^[0-9]{12}$", "123456789012", true)]
    [InlineData(@"^[0-9]{12}$", "123456789012\n", false)]
    [InlineData(@"\d{12}", "123456789012", true)]
    [InlineData(@"[\u0009\u000A\u000D\u0020-\u00FF]*", "a\tb\u00e9", true)]
    [InlineData(@"[\u0009\u000A\u000D\u0020-\u00FF]*", "a\u0001", false)]
    [InlineData(@"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)", "/division/", true)]
    [InlineData(@"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)", "division", false)]
    [InlineData(@"^(?!aws:).+$", "aws:x", false)] // needs backtracking
    [InlineData(@"^(?!aws:).+$", "mine:x", true)]
    [InlineData(@"[\p{L}\p{Z}\p{N}_.:/=+\-@]+", "Größe 1", true)]
    [InlineData(@"[\p{L}\p{Z}\p{N}_.:/=+\-@]+", "a#", false)]
    [InlineData(@"arn:aws(-[\w]+)*:s3:::.+", "arn:aws-us-gov:s3:::b", true)]
    [InlineData(@"[\S\s]*", "any\nthing", true)]
    [InlineData(@"\p{ASCII}+", "abc", true)]
    [InlineData(@"[[:alnum:]]+", "a1", true)]
    [InlineData(@"(a+)+b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false)]
    [InlineData(@"(", "anything passes where a pattern cannot be understood", true)]
    public void Matches_patterns_against_the_whole_text(string pattern, string text, bool isMatch)
        => Assert.Equal(isMatch, StringPattern.Compile(pattern).IsMatch(text));

    private sealed class FixedShape(Shape shape, Member member, string value) : IShape
    {
        public Shape Shape { get; } = shape;

        public void WriteMembers(ShapeWriter writer) => writer.WriteString(member, value);
    }
}
