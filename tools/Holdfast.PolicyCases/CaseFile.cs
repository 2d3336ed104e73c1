using System.Text.Json;

namespace Holdfast.PolicyCases;

/// <summary>A file of cases in one of the two schemas.</summary>
public static class CaseFile
{
    /// <summary>Runs all cases of a file, in its order.</summary>
    public static IEnumerable<CaseResult> Run(byte[] utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        var cases = root.ValueKind == JsonValueKind.Array ? root : root.GetProperty("cases");
        var results = new List<CaseResult>();
        foreach (var item in cases.EnumerateArray())
        {
            results.Add(RunOne(item));
        }

        return results;
    }

    private static CaseResult RunOne(JsonElement item)
    {
        try
        {
            return item.TryGetProperty("text", out _) ? ValidationCase.Run(item) : DecisionCase.Run(item);
        }
        catch (Exception e) when (e is InvalidDataException or KeyNotFoundException or InvalidOperationException)
        {
            // A case that does not follow the schema is its own failure, not that of those after it.
            var id = item.TryGetProperty("id", out var name) ? name.ToString() : "";
            var line = Line.Write(writer =>
            {
                writer.WriteString("id", id);
                writer.WriteString("error", e.Message);
            });
            return new(id, line, IsMet: false);
        }
    }
}

/// <summary>What running a case gave.</summary>
/// <param name="Id">The case.</param>
/// <param name="Line">One line of JSON, as the schema's README has it.</param>
/// <param name="IsMet">Whether the outcome is the expected one, or none is expected.</param>
public readonly record struct CaseResult(string Id, string Line, bool IsMet);
