using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Holdfast.Architecture.Tests;

/// <summary>The documents that are made from the code.</summary>
internal static partial class GeneratedPages
{
    private const string Notice =
        "This page is generated from the code. `HOLDFAST_ACCEPT=1 dotnet run --project tests/Holdfast.Architecture.Tests` writes it again; a test fails when it is stale.";

    /// <summary>The pages, by their paths.</summary>
    public static IReadOnlyDictionary<string, Func<string>> All { get; } = new SortedDictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        ["docs/coverage.md"] = Coverage,
        ["docs/effects.md"] = Effects,
        ["docs/errors.md"] = Errors,
    };

    /// <summary>Every operation of every extracted model, implemented or not.</summary>
    private static string Coverage()
    {
        var page = new StringBuilder($"# Coverage\n\n{Notice}\n\nAn operation that is not implemented answers HTTP 501 `NotImplemented` in the caller's protocol.\n\n");
        page.Append("| Service | Command | Implemented | Of |\n|---|---|---:|---:|\n");
        foreach (var model in ModelFile.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {model.FullName} | `{model.Name}` | {ImplementedIn(model).Count} | {model.Operations.Count} |\n");
        }

        foreach (var model in ModelFile.All)
        {
            var implemented = ImplementedIn(model);
            page.Append(CultureInfo.InvariantCulture, $"\n## {model.FullName}\n\n");
            page.Append(CultureInfo.InvariantCulture, $"Implemented: {ListOf(implemented)}\n\n");
            var missing = model.Operations.Keys.Where(operation => !implemented.Contains(operation) && !model.Exceptions.ContainsKey(operation));
            page.Append(CultureInfo.InvariantCulture, $"Not implemented: {ListOf(missing)}\n");
            foreach (var exceptions in model.Exceptions.GroupBy(exception => exception.Value, exception => exception.Key, StringComparer.Ordinal))
            {
                page.Append(CultureInfo.InvariantCulture, $"\nNot to be implemented, because {exceptions.Key}: {ListOf(exceptions)}\n");
            }
        }

        return page.ToString();
    }

    /// <summary>The errors that the implemented operations declare, and where they come from.</summary>
    private static string Errors()
    {
        var page = new StringBuilder($"# Errors\n\n{Notice}\n\n");
        page.Append("The errors that the models of the implemented operations declare. One that no class throws is not reachable here: what it tells of cannot happen, or not yet.\n");
        foreach (var model in ModelFile.All)
        {
            var implemented = ImplementedIn(model);
            var declared = implemented.SelectMany(operation => model.Operations[operation]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (declared.Count == 0)
            {
                continue;
            }

            var code = Repository.CodeUnder(model.Folder + "/").ToDictionary(path => Path.GetFileNameWithoutExtension(path), Repository.Read, StringComparer.Ordinal);
            page.Append(CultureInfo.InvariantCulture, $"\n## {model.FullName}\n\n| Code | HTTP | Thrown by |\n|---|---:|---|\n");
            foreach (var error in declared)
            {
                var type = error.EndsWith("Exception", StringComparison.Ordinal) ? error : error + "Exception";
                var throwers = code.Where(file => Regex.IsMatch(file.Value, $@"\bnew {type}\(", RegexOptions.None, TimeSpan.FromSeconds(1)))
                    .Select(file => file.Key).Order(StringComparer.Ordinal).ToList();
                page.Append(CultureInfo.InvariantCulture, $"| `{model.Errors[error].Code}` | {model.Errors[error].Status} | {(throwers.Count == 0 ? "none" : Joined(throwers))} |\n");
            }
        }

        return page.ToString();
    }

    /// <summary>What happens besides the calls themselves.</summary>
    private static string Effects()
    {
        var page = new StringBuilder($"# Effects\n\n{Notice}\n\n");
        page.Append("A follower acts on each change once, in commit order; a timer acts when it comes due. Both commit their effects together with their own progress.\n\n");
        page.Append("| Project | Class | Kind | What it does |\n|---|---|---|---|\n");
        foreach (var work in SourceFacts.Work.OrderBy(work => work.Path, StringComparer.Ordinal))
        {
            var parts = work.Path.Split('/');
            page.Append(CultureInfo.InvariantCulture, $"| {(parts[1] == "Services" ? parts[2] : parts[1])} | `{work.Class}` | {work.Kind} | {Markup().Replace(work.Summary, "`${text}`")} |\n");
        }

        return page.ToString();
    }

    private static HashSet<string> ImplementedIn(ModelFile model)
        => [.. SourceFacts.Operations.Where(operation => operation.ServiceFolder == model.Folder).Select(operation => operation.Operation).Where(model.Operations.ContainsKey)];

    private static string ListOf(IEnumerable<string> names)
    {
        var list = Joined(names);
        return list.Length == 0 ? "none." : list + ".";
    }

    private static string Joined(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"`{name}`"));

    /// <summary>Code and references in doc comments.</summary>
    [GeneratedRegex("""<(?:c|see cref=")>?(?<text>[^<"]+)(?:</c>|"\s*/>)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Markup();
}
