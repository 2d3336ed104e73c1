using System.Text.RegularExpressions;

namespace Holdfast.Server.Commands.Import;

/// <summary>The log files under a path, in the order of the time that they tell of.</summary>
internal static partial class LogFolder
{
    private const string DigestFolder = "CloudTrail-Digest";
    private const string InsightFolder = "CloudTrail-Insight";

    /// <summary>Finds them: the file itself, or what in a folder and those below it ends in <c>.json</c> or <c>.json.gz</c>; digests and insights are passed over.</summary>
    /// <exception cref="ImportException">There is nothing.</exception>
    public static IReadOnlyList<string> Find(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new ImportException("There is no such file or folder.");
        }

        var files = Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false })
            .Where(static file => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase))
            .Where(static file => !file.Split('/', '\\').Any(static folder => folder is DigestFolder or InsightFolder))
            .OrderBy(static file => TimeOf(file), StringComparer.Ordinal)
            .ThenBy(static file => file, StringComparer.Ordinal)
            .ToList();
        return files.Count > 0 ? files : throw new ImportException("It has no file whose name ends in .json or .json.gz.");
    }

    // ACCOUNT_CloudTrail_REGION_20261122T2317Z_UNIQUE.json.gz; files of other names come first, in the order of their names.
    private static string TimeOf(string file) => Stamp().Match(Path.GetFileName(file)) is { Success: true } match ? match.Groups["time"].Value : "";

    [GeneratedRegex("_(?<time>[0-9]{8}T[0-9]{4}Z)_", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Stamp();
}
