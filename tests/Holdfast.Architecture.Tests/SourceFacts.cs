using System.Text.RegularExpressions;

namespace Holdfast.Architecture.Tests;

/// <summary>What the source says of operations and background work, read as text so that no project need be loaded.</summary>
internal static partial class SourceFacts
{
    /// <summary>The operations that are implemented: a class that implements <c>IOperation&lt;XRequest, …&gt;</c> makes X of its service one.</summary>
    public static IReadOnlyList<OperationClass> Operations { get; } =
    [
        .. Repository.CodeUnder("src/Services/").SelectMany(path => OperationsIn(path, Repository.Read(path))),
    ];

    /// <summary>The followers and timer handlers.</summary>
    public static IReadOnlyList<WorkClass> Work { get; } =
    [
        .. Repository.CodeUnder("src/").SelectMany(path => WorkIn(path, Repository.Read(path))),
    ];

    /// <summary>The operation classes that a file declares.</summary>
    public static IEnumerable<OperationClass> OperationsIn(string path, string text)
        => OperationDeclaration().Matches(text)
            .Select(match => new OperationClass(path, match.Groups["class"].Value, match.Groups["operation"].Value));

    /// <summary>The followers and timer handlers that a file declares.</summary>
    public static IEnumerable<WorkClass> WorkIn(string path, string text)
        => WorkDeclaration().Matches(text).Select(match => new WorkClass(
            path, match.Groups["class"].Value, match.Groups["kind"].Value == "IFollower" ? "follower" : "timer", match.Groups["summary"].Value));

    [GeneratedRegex(@"class (?<class>\w+)(?:\([^{;]*?\))?\s*:\s*(?:[\w<>, ]+,\s*)?IOperation<\s*(?<operation>\w+)Request\s*,", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex OperationDeclaration();

    [GeneratedRegex(
        @"<summary>(?<summary>[^\n]*)</summary>\n(?:(?:///|\[)[^\n]*\n)*(?:public|internal) sealed (?:partial )?class (?<class>\w+)(?:\([^{;]*?\))?\s*:\s*(?:[\w<>, ]+,\s*)?(?<kind>IFollower|ITimerHandler)\b",
        RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex WorkDeclaration();
}

/// <summary>A class that implements an operation.</summary>
/// <param name="Path">The file.</param>
/// <param name="Class">The name of the class.</param>
/// <param name="Operation">The operation, by its request.</param>
internal sealed record OperationClass(string Path, string Class, string Operation)
{
    /// <summary>The folder of the service.</summary>
    public string ServiceFolder => string.Join('/', Path.Split('/').Take(3));

    /// <summary>Where the tests of the operation are: the same place under the tests of the services.</summary>
    public string TestPath
        => $"tests/Holdfast.Services.Tests/{System.IO.Path.GetDirectoryName(Path)!["src/Services/".Length..]}/{Class}Tests.cs";
}

/// <summary>A class that does background work.</summary>
/// <param name="Path">The file.</param>
/// <param name="Class">The name of the class.</param>
/// <param name="Kind">Follower or timer.</param>
/// <param name="Summary">Its summary.</param>
internal sealed record WorkClass(string Path, string Class, string Kind, string Summary);
