using System.Reflection;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Queries;

/// <summary>Asks what AWS's published sample queries ask. Queries, answers and where they come from are in <c>Samples/queries.txt</c>, the events in <c>Samples/events.jsonl</c>.</summary>
public sealed class SampleQueriesTests : LakeTests
{
    private static readonly string s_folder = Path.Combine(
        typeof(SampleQueriesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "ProjectFolder").Value!,
        "CloudTrail", "Lake", "Queries", "Samples");

    [Fact]
    public async Task Every_published_sample_is_answered()
    {
        var store = await GivenStoreAsync();
        await GiveAsync(store, await File.ReadAllLinesAsync(Path.Combine(s_folder, "events.jsonl"), TestContext.Current.CancellationToken));

        var wrong = new List<string>();
        var samples = await SamplesAsync();
        foreach (var (name, query, rows) in samples)
        {
            var error = await Record.ExceptionAsync(async () => CheckRows(rows, await AskAsync(query.Replace("EDS", store, StringComparison.Ordinal))));
            if (error is not null)
            {
                wrong.Add($"{name}: {error.Message}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.Equal(83, samples.Count);
    }

    private static void CheckRows(IReadOnlyList<string> expected, IReadOnlyList<string> rows)
    {
        Assert.Equal(expected.Count, rows.Count);
        foreach (var (line, row) in expected.Zip(rows))
        {
            if (line.StartsWith("~ ", StringComparison.Ordinal))
            {
                Assert.Contains(line[2..], row, StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal(line[2..], row);
            }
        }
    }

    private static async Task<List<(string Name, string Query, IReadOnlyList<string> Rows)>> SamplesAsync()
    {
        var text = (await File.ReadAllTextAsync(Path.Combine(s_folder, "queries.txt"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var samples = new List<(string, string, IReadOnlyList<string>)>();
        foreach (var part in text.Split("\n## ").Skip(1))
        {
            var lines = part.Split('\n');
            var rows = lines.Skip(1).Where(IsRow).ToList();
            samples.Add((lines[0], string.Join('\n', lines.Skip(1).Where(static line => !IsRow(line))), rows));
        }

        return samples;
    }

    private static bool IsRow(string line) => line.StartsWith("= ", StringComparison.Ordinal) || line.StartsWith("~ ", StringComparison.Ordinal);
}
