namespace Holdfast.Architecture.Tests;

/// <summary>Says all that a rule found, one to a line; an assertion on the collection would show the first few.</summary>
internal static class Findings
{
    /// <summary>Fails unless nothing was found.</summary>
    public static void None(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
