using System.Globalization;
using System.Text.RegularExpressions;

namespace Holdfast.Architecture.Tests;

/// <summary>Keeps the repository tidy; each rule has a sibling that feeds it a violation.</summary>
public sealed partial class TidyTests
{
    private const int LinesMax = 400;

    // Written in pieces, so that this file does not violate its own rules.
    private static readonly string[] Unfinished = ["FIX" + "ME", "TO" + "DO", "X" + "XX:", "HA" + "CK:"];

    /// <summary>The files that may be longer, each with its reason.</summary>
    private static readonly Dictionary<string, string> LongFiles = new(StringComparer.Ordinal);

    [Fact]
    public void Nothing_is_left_for_later()
        => Findings.None(CodeAndScripts().SelectMany(path => LinesWith(path, Repository.Read(path), IsUnfinished)));

    [Fact]
    public void The_rule_catches_what_was_left_for_later()
        => Assert.Equal(["a.cs:2"], LinesWith("a.cs", "first\n// " + Unfinished[0] + " later", IsUnfinished));

    [Fact]
    public void No_file_names_a_path_of_somebodys_machine()
        => Findings.None(Repository.TextFiles.SelectMany(path => LinesWith(path, Repository.Read(path), MachinePath().IsMatch)));

    [Theory]
    [InlineData("see /ho", "me/ann/notes")]
    [InlineData("(/ro", "ot/notes)")]
    [InlineData("\"C:", "\\Users\\ann\"")]
    public void The_rule_catches_a_path_of_somebodys_machine(string start, string rest)
        => Assert.Equal(["a.md:1"], LinesWith("a.md", start + rest, MachinePath().IsMatch));

    [Fact]
    public void The_rule_lets_a_key_of_a_bucket_pass()
        => Assert.Empty(LinesWith("a.json", "arn:aws:s3:::bucket/ho" + "me/ann", MachinePath().IsMatch));

    [Fact]
    public void No_snapshot_waits_to_be_accepted()
        => Findings.None(Received(Repository.Files));

    [Fact]
    public void The_rule_catches_a_snapshot_that_waits()
        => Assert.Equal(["tests/A.received.txt"], Received(["tests/A.verified.txt", "tests/A.received.txt"]));

    [Fact]
    public void No_file_is_long_without_a_reason()
        => Findings.None(TooLong(CodeAndScripts(), Repository.Read));

    [Fact]
    public void The_rule_catches_a_long_file()
        => Assert.Equal(["401.cs"], TooLong(["400.cs", "401.cs"], path => new string('\n', int.Parse(path[..3], CultureInfo.InvariantCulture))));

    [Fact]
    public void A_reason_is_given_only_for_files_that_are_long()
        => Assert.All(LongFiles.Keys, path => Assert.True(IsLong(Repository.Read(path)), $"{path} is not long any more."));

    [Fact]
    public void Every_path_that_a_document_names_exists()
        => Findings.None(Repository.Files.Where(path => path.EndsWith(".md", StringComparison.Ordinal))
            .SelectMany(path => MissingPaths(path, Repository.Read(path))));

    [Theory]
    [InlineData("see `src/Nowhere/File.cs`", "src/Nowhere/File.cs")]
    [InlineData("see [it](docs/nowhere.md)", "docs/nowhere.md")]
    [InlineData("see `tests/*/Nowhere.cs`", "tests/*/Nowhere.cs")]
    public void The_rule_catches_a_path_that_is_not_there(string text, string missing)
        => Assert.Equal([$"README.md names {missing}"], MissingPaths("README.md", text));

    [Theory]
    [InlineData("see `tests/Holdfast.Architecture.Tests/TidyTests.cs` and `src/Services/*/Holdfast.Services.*.csproj`")]
    [InlineData("a placeholder such as `src/Services/<Service>/X.cs`, a page [elsewhere](https://example.com/docs/x.md), an [anchor](#here)")]
    public void The_rule_lets_real_paths_patterns_and_placeholders_pass(string text)
        => Findings.None(MissingPaths("README.md", text));

    private static IEnumerable<string> CodeAndScripts()
        => Repository.Files.Where(path => Path.GetExtension(path) is ".cs" or ".py" or ".sh" or ".csproj" or ".props");

    private static IEnumerable<string> LinesWith(string path, string text, Func<string, bool> isWrong)
        => text.Split('\n').Index()
            .Where(line => isWrong(line.Item))
            .Select(line => $"{path}:{line.Index + 1}");

    private static bool IsUnfinished(string line) => Array.Exists(Unfinished, word => line.Contains(word, StringComparison.Ordinal));

    private static IEnumerable<string> Received(IEnumerable<string> files)
        => files.Where(path => path.Contains(".received.", StringComparison.Ordinal));

    private static IEnumerable<string> TooLong(IEnumerable<string> paths, Func<string, string> read)
        => paths.Where(path => !LongFiles.ContainsKey(path) && IsLong(read(path)));

    private static bool IsLong(string text) => text.AsSpan().Count('\n') > LinesMax;

    private static IEnumerable<string> MissingPaths(string document, string text)
    {
        var folder = Path.GetDirectoryName(document)!;
        var named = CodeSpan().Matches(text).Select(match => match.Groups["path"].Value)
            .Concat(Link().Matches(text).Select(match => Path.Combine(folder, match.Groups["path"].Value)));
        return named.Where(path => !path.Contains('<', StringComparison.Ordinal) && !Exists(path)).Distinct(StringComparer.Ordinal)
            .Select(path => $"{document} names {path}");
    }

    private static bool Exists(string path)
    {
        if (!path.Contains('*', StringComparison.Ordinal))
        {
            return Path.Exists(Path.Combine(Repository.Root, path));
        }

        var pattern = "^" + Regex.Escape(path).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "($|/)";
        return Repository.Files.Any(file => Regex.IsMatch(file, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
    }

    /// <summary>An absolute path into a home that does not go on from something else.</summary>
    [GeneratedRegex(@"(?<![\w.*/}-])/(?:work|root|home)/\w|[A-Z]:\\+Users\\", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();

    /// <summary>A path in code font: it starts with a folder of the root.</summary>
    [GeneratedRegex(@"`(?<path>(?:src|tests|docs|tools|benchmarks|\.ci)/[^\s`]*)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeSpan();

    /// <summary>The target of a link to a file, without what follows a hash.</summary>
    [GeneratedRegex(@"\]\((?![a-z]+:|#)(?<path>[^)#\s]+)(?:#[^)]*)?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
