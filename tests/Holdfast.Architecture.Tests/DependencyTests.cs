using System.Xml.Linq;

namespace Holdfast.Architecture.Tests;

/// <summary>Keeps the map in ARCHITECTURE.md true: the allowed edges are written once, here.</summary>
public sealed class DependencyTests
{
    private const string AnyService = "Holdfast.Services.*";

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Holdfast.Policy"] = [],
        ["Holdfast.Federation"] = [],
        ["Holdfast.Protocols"] = [],
        ["Holdfast.Store"] = [],
        ["Holdfast.Modeling.Generator"] = [],
        ["Holdfast.Store.Sqlite"] = ["Holdfast.Store"],
        ["Holdfast.Kernel"] = ["Holdfast.Store", "Holdfast.Protocols"],
        [AnyService] = ["Holdfast.Federation", "Holdfast.Kernel", "Holdfast.Policy", "Holdfast.Protocols", "Holdfast.Modeling.Generator"],
        ["Holdfast.Gateway"] = ["Holdfast.Kernel", "Holdfast.Protocols", "Holdfast.Policy"],
        ["Holdfast.Server"] =
            ["Holdfast.Federation", "Holdfast.Gateway", "Holdfast.Kernel", "Holdfast.Protocols", "Holdfast.Policy", "Holdfast.Store", "Holdfast.Store.Sqlite", AnyService],
    };

    public static TheoryData<string> Projects()
        => [.. Repository.Files.Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".csproj", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_map_allows(string project)
        => Findings.None(Violations(Path.GetFileNameWithoutExtension(project), ReferencesOf(project)));

    [Fact]
    public void The_rule_reads_references_from_the_project_and_from_the_properties_above_it()
    {
        Assert.Contains("Holdfast.Store", ReferencesOf("src/Holdfast.Kernel/Holdfast.Kernel.csproj"));
        Assert.Contains("Holdfast.Kernel", ReferencesOf("src/Services/Iam/Holdfast.Services.Iam.csproj"));
    }

    [Fact]
    public void The_rule_catches_a_service_that_reaches_into_another()
        => Assert.Equal(["Holdfast.Services.S3"], Violations("Holdfast.Services.Iam", ["Holdfast.Kernel", "Holdfast.Services.S3"]));

    [Fact]
    public void The_rule_catches_a_gateway_that_knows_an_engine()
        => Assert.Equal(["Holdfast.Store.Sqlite"], Violations("Holdfast.Gateway", ["Holdfast.Kernel", "Holdfast.Store.Sqlite"]));

    [Fact]
    public void The_rule_catches_a_project_that_is_not_on_the_map()
        => Assert.Equal(["Holdfast.Elsewhere is not on the map"], Violations("Holdfast.Elsewhere", []));

    [Fact]
    public void The_solution_names_every_project()
        => Findings.None(MissingFrom(
            Repository.Read("Holdfast.slnx"), Repository.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))));

    [Fact]
    public void The_rule_catches_a_project_that_the_solution_forgot()
        => Assert.Equal(["src/B/B.csproj"], MissingFrom("""<Project Path="src/A/A.csproj" />""", ["src/A/A.csproj", "src/B/B.csproj"]));

    private static IEnumerable<string> Violations(string project, IEnumerable<string> references)
        => Allowed.TryGetValue(KeyOf(project), out var allowed)
            ? references.Where(reference => !allowed.Contains(reference, StringComparer.Ordinal) && !allowed.Contains(KeyOf(reference), StringComparer.Ordinal))
            : [$"{project} is not on the map"];

    private static string KeyOf(string project) => project.StartsWith("Holdfast.Services.", StringComparison.Ordinal) ? AnyService : project;

    private static IEnumerable<string> MissingFrom(string solution, IEnumerable<string> projects)
        => projects.Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal));

    private static List<string> ReferencesOf(string project)
    {
        var references = new List<string>();
        var file = Path.Combine(Repository.Root, project);
        for (var folder = Path.GetDirectoryName(file)!; folder.Length >= Repository.Root.Length; folder = Path.GetDirectoryName(folder)!)
        {
            var builds = Directory.EnumerateFiles(folder, "Directory.Build.*").Concat(Directory.EnumerateFiles(folder, "*.csproj").Where(path => path == file));
            references.AddRange(builds.SelectMany(path => XDocument.Load(path).Descendants("ProjectReference"))
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)));
        }

        return references;
    }
}
