using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Tests.Documents;

/// <summary>Compares documents by what they say, not by where in the text they say it.</summary>
internal static class Structure
{
    public static bool AreEqual(PolicyDocument a, PolicyDocument b) =>
        a.Version == b.Version && a.DeclaresVersion == b.DeclaresVersion && a.Id == b.Id
        && a.Statements.Length == b.Statements.Length
        && a.Statements.Zip(b.Statements).All(static p => AreEqual(p.First, p.Second));

    private static bool AreEqual(PolicyStatement a, PolicyStatement b) =>
        a.Sid == b.Sid && a.Effect == b.Effect
        && a.Principal?.IsNegated == b.Principal?.IsNegated
        && Entries(a.Principal).SequenceEqual(Entries(b.Principal))
        && a.Actions?.IsNegated == b.Actions?.IsNegated && Values(a.Actions).SequenceEqual(Values(b.Actions))
        && a.Resources?.IsNegated == b.Resources?.IsNegated && Values(a.Resources).SequenceEqual(Values(b.Resources))
        && Clauses(a).SequenceEqual(Clauses(b));

    private static IEnumerable<string> Values(PolicyElement? element) =>
        element?.Values.Select(static v => v.Value) ?? [];

    // Kinds are written together, so the order between them is not kept.
    private static IEnumerable<(PrincipalKind, string)> Entries(PrincipalElement? element) =>
        element?.Entries.Select(static e => (e.Kind, e.Value)).OrderBy(static e => e.Kind) ?? Enumerable
            .Empty<(PrincipalKind, string)>();

    private static IEnumerable<string> Clauses(PolicyStatement statement) => statement.Conditions
        .Select(
            static c => $"{c.Operator} {c.Key} {string.Join('|', c.Values.Select(static v => (v.IsLiteral, v.Text)))}")
        .Order(StringComparer.Ordinal);
}
