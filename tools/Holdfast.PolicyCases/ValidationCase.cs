using System.Text.Json;
using Holdfast.Policy.Documents;

namespace Holdfast.PolicyCases;

/// <summary>A document to accept or to refuse: schema <c>policy-validation/1</c>.</summary>
internal static class ValidationCase
{
    public static CaseResult Run(JsonElement item)
    {
        var id = item.GetProperty("id").GetString()!;
        var result = PolicyDocument.Parse(item.GetProperty("text").GetString()!, KindOf(item));
        var expected = item.TryGetProperty("expect", out var expect) && expect.TryGetProperty("valid", out var valid)
            ? valid.GetBoolean()
            : result.IsValid;
        var line = Line.Write(writer =>
        {
            writer.WriteString("id", id);
            writer.WriteBoolean("valid", result.IsValid);
            if (!result.IsValid)
            {
                var first = result.Diagnostics[0];
                writer.WriteString("message", result.Message);
                writer.WriteString("detail", first.Detail);
                writer.WriteNumber("line", first.Position.Line);
                writer.WriteNumber("column", first.Position.Column);
            }
        });
        return new(id, line, expected == result.IsValid);
    }

    // The schema has no kind: what is created is an identity policy. Cases of ours may name another.
    private static PolicyKind KindOf(JsonElement item) =>
        item.TryGetProperty("kind", out var kind)
            ? Enum.Parse<PolicyKind>(kind.GetString()!, ignoreCase: true)
            : PolicyKind.Identity;
}
