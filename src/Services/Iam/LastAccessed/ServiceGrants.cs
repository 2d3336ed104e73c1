using System.IO.Enumeration;
using Holdfast.Policy.Documents;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>Which services and actions a policy grants anything of. What it or another policy refuses is not looked at, as AWS does not.</summary>
internal sealed class ServiceGrants
{
    private readonly List<PolicyElement> _actions = [];

    /// <summary>Reads a document; one that cannot be read grants nothing.</summary>
    public ServiceGrants(string document)
    {
        var parsed = PolicyDocument.Parse(document, PolicyKind.Language);
        foreach (var statement in parsed.Document?.Statements ?? [])
        {
            if (statement is { Effect: StatementEffect.Allow, Actions: { } actions })
            {
                _actions.Add(actions);
            }
        }
    }

    /// <summary>Says whether it grants any action of a service.</summary>
    public bool OfService(string service)
        => _actions.Exists(element => element.IsNegated
            ? !element.Values.Any(pattern => IsWhole(pattern.Value, service))
            : element.Values.Any(pattern => IsMatch(PrefixOf(pattern.Value), service)));

    /// <summary>Says whether it grants an action.</summary>
    public bool OfAction(string service, string action)
    {
        var name = $"{service}:{action}";
        return _actions.Exists(element => element.IsNegated != element.Values.Any(pattern => IsMatch(pattern.Value, name)));
    }

    private static bool IsWhole(string pattern, string service)
        => pattern == "*" || (pattern.EndsWith(":*", StringComparison.Ordinal) && IsMatch(PrefixOf(pattern), service));

    private static string PrefixOf(string pattern)
        => pattern.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? pattern[..colon] : pattern;

    private static bool IsMatch(string pattern, string text)
        => FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), text);
}
