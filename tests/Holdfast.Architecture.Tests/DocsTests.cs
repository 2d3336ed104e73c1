namespace Holdfast.Architecture.Tests;

/// <summary>Keeps the generated documents fresh.</summary>
public sealed class DocsTests
{
    private const string AcceptVariable = "HOLDFAST_ACCEPT";

    public static TheoryData<string> Pages() => [.. GeneratedPages.All.Keys];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_generated_page_is_fresh(string path)
    {
        var fresh = GeneratedPages.All[path]();
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, path), fresh);
        }

        Assert.True(IsFresh(path, fresh), $"{path} is stale: write it again with {AcceptVariable}=1.");
    }

    [Fact]
    public void The_rule_catches_a_stale_page()
        => Assert.False(IsFresh("docs/coverage.md", "# Coverage\n"));

    [Fact]
    public void Coverage_names_an_operation_that_is_not_implemented()
        => Assert.Contains("`SimulateCustomPolicy`", GeneratedPages.All["docs/coverage.md"](), StringComparison.Ordinal);

    private static bool IsFresh(string path, string fresh)
        => Repository.Files.Contains(path) && Repository.Read(path) == fresh;
}
