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
            results.Add(item.TryGetProperty("text", out _) ? ValidationCase.Run(item) : DecisionCase.Run(item));
        }

        return results;
    }
}

/// <summary>What running a case gave.</summary>
/// <param name="Id">The case.</param>
/// <param name="Line">One line of JSON, as the schema's README has it.</param>
/// <param name="IsMet">Whether the outcome is the expected one, or none is expected.</param>
public readonly record struct CaseResult(string Id, string Line, bool IsMet);
