using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Protocols.Tests.Models;
using Holdfast.Protocols.Validation;

namespace Holdfast.Protocols.Tests.Validation;

/// <summary>Compiles every pattern of every model that the services carry.</summary>
public sealed class ModelPatternTests
{
    [Fact]
    public void Every_pattern_of_every_model_is_understood()
    {
        var patterns = ModelFiles().SelectMany(path => Patterns(JsonNode.Parse(File.ReadAllText(path)))).Distinct(StringComparer.Ordinal).ToList();
        Assert.SkipWhen(patterns.Count == 0, "No service carries a model yet.");

        var engines = patterns.Select(pattern => (Pattern: pattern, Engine: StringPattern.Compile(pattern).GetType().Name)).ToList();

        TestContext.Current.SendDiagnosticMessage(string.Join(", ", engines.CountBy(engine => engine.Engine)));
        Assert.Empty(engines.Where(engine => engine.Engine == nameof(StringPattern.Anything)).Select(engine => engine.Pattern));
        Assert.True(engines.Count(engine => engine.Engine == nameof(CharacterClass)) > patterns.Count / 4);
    }

    private static IEnumerable<string> ModelFiles()
    {
        var services = Path.Combine(CaseFolder.Path, "..", "..", "..", "src", "Services");
        return Directory.EnumerateFiles(services, "*.json", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "Model");
    }

    private static IEnumerable<string> Patterns(JsonNode? node) => node switch
    {
        JsonObject facts => facts.SelectMany(fact => fact.Key == "pattern" && fact.Value?.GetValueKind() is JsonValueKind.String
            ? [(string)fact.Value!]
            : Patterns(fact.Value)),
        JsonArray list => list.SelectMany(Patterns),
        _ => [],
    };
}
