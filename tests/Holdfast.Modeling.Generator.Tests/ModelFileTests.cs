using Holdfast.Modeling.Generator.Parse;

namespace Holdfast.Modeling.Generator.Tests;

public sealed class ModelFileTests
{
    [Theory]
    [InlineData("{", "line 1: '\"' expected")]
    [InlineData("{\n\"a\": tru}", "line 2: not a value")]
    [InlineData("[1,]", "line 1: not a value")]
    [InlineData("[1 2]", "line 1: ',' expected")]
    [InlineData("\"\\q\"", "line 1: unknown escape")]
    [InlineData("1 1", "line 1: text after the value")]
    [InlineData("", "line 1: unexpected end")]
    public void Text_that_is_not_json_is_refused_with_its_line(string text, string message)
        => Assert.Equal(message, Assert.Throws<FormatException>(() => JsonText.Parse(text)).Message);

    [Fact]
    public void Nesting_without_end_is_refused()
        => Assert.Equal("line 1: nested too deeply", Assert.Throws<FormatException>(() => JsonText.Parse(new string('[', 100_000))).Message);

    [Fact]
    public void A_model_that_is_not_json_is_reported()
        => AssertReports("HFD003: line 6: not a value", text => text.Replace("{\"http\"", "http", StringComparison.Ordinal));

    [Fact]
    public void A_member_that_points_nowhere_is_reported()
        => AssertReports(
            "HFD003: member 'Thing' points at the shape 'Nowhere', which is not there",
            text => text.Replace("{\"shape\": \"Thing\"}}", "{\"shape\": \"Nowhere\"}}", StringComparison.Ordinal));

    [Fact]
    public void A_type_that_is_not_known_is_reported()
        => AssertReports(
            "HFD003: shape 'Colour' has the unknown type 'paint'",
            text => text.Replace("\"Colour\": {\"type\": \"string\"", "\"Colour\": {\"type\": \"paint\"", StringComparison.Ordinal));

    [Theory]
    [InlineData("{\"operations\": {\"Fly\": {\"readOnly\": true}}}", "HFD004: the model has no operation 'Fly'")]
    [InlineData("{\"operations\": {\"Climb\": {\"colour\": true}}}", "HFD004: 'Climb.colour' is not a key of an operation")]
    [InlineData("{\"shapes\": {\"Fly\": {\"min\": 1}}}", "HFD004: the model has no shape 'Fly'")]
    [InlineData("{\"facts\": {\"colour\": 1}}", "HFD004: 'facts.colour' is not known (actionPrefix, eventSource, isGlobal, recordApiVersion, recordDateFormat, resourceTypes)")]
    [InlineData("{\"colours\": {}}", "HFD004: 'colours' is not a section of an overlay (facts, metadata, operations, shapes)")]
    public void An_overlay_that_speaks_of_what_the_model_lacks_is_reported(string overlay, string report)
        => Assert.Contains(report, new GeneratorRun(emitAll: false, "Obstacle").WithModel("obstacle-course.overlay.json", _ => overlay).Run().Reports);

    private static void AssertReports(string report, Func<string, string> edit)
        => Assert.Equal([report], new GeneratorRun(emitAll: false, "Plain").WithModel("plain.json", edit).Run().Reports);
}
