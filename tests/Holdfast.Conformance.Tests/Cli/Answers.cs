using System.Text.Json;

namespace Holdfast.Conformance.Tests.Cli;

/// <summary>Reads what a client printed.</summary>
internal static class Answers
{
    /// <summary>A property that is text.</summary>
    public static string Text(this JsonElement answer, string property) => answer.GetProperty(property).GetString()!;

    /// <summary>A property of each item of a list.</summary>
    public static IEnumerable<string> Texts(this JsonElement answer, string list, string property)
        => answer.GetProperty(list).EnumerateArray().Select(item => item.Text(property));
}
