using System.Text.Json;
using System.Text.RegularExpressions;

namespace Holdfast.Server.Commands.Import;

/// <summary>Compares documents, and makes them speak of the account that they come to.</summary>
internal sealed partial class Documents
{
    private readonly string? _from;
    private readonly string _to;

    /// <summary>Makes documents of one account those of another.</summary>
    /// <param name="from">The number of the account in the file; null when it names none.</param>
    /// <param name="to">The number of the server's account.</param>
    public Documents(string? from, string to)
    {
        _from = from;
        _to = to;
    }

    /// <summary>Whether the accounts are not the same.</summary>
    public bool Differ => _from is not null && _from != _to;

    /// <summary>Gives a document or an ARN with the number of the account that it comes to.</summary>
    public string Here(string text)
        => Differ ? Number().Replace(text, found => found.Value == _from ? _to : found.Value) : text;

    /// <summary>Says whether two documents are the same JSON, whatever stands between its parts.</summary>
    public static bool AreSame(string? one, string? other)
    {
        if (one is null || other is null)
        {
            return one == other;
        }

        try
        {
            using var first = JsonDocument.Parse(one);
            using var second = JsonDocument.Parse(other);
            return JsonElement.DeepEquals(first.RootElement, second.RootElement);
        }
        catch (JsonException)
        {
            return one == other;
        }
    }

    // A number of twelve digits with no digit beside it.
    [GeneratedRegex(@"(?<!\d)\d{12}(?!\d)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
