using Holdfast.Policy.Conditions;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Matching;

namespace Holdfast.Policy.Evaluation;

/// <summary>A statement made ready for judging; its actions live in the policy's index.</summary>
internal sealed class CompiledStatement
{
    private readonly TextPattern[] _resources;
    private readonly ConditionTest[] _conditions;
    private readonly bool _anyResource;
    private readonly bool _notResource;

    public CompiledStatement(PolicyStatement statement, PolicyVersion version)
    {
        // Variables came with version 2012-10-17; in older documents "${" is plain text.
        var variables = version == PolicyVersion.V20121017;
        Sid = statement.Sid;
        Effect = statement.Effect;
        Span = statement.Span;
        Principal = statement.Principal is { } principal ? new PrincipalMatcher(principal) : null;
        _notResource = statement.Resources is { IsNegated: true };
        _resources = statement.Resources is { } resources
            ? [.. resources.Values.Select(v => TextPattern.Compile(v.Value, wildcards: true, variables))]
            : [];
        _anyResource = statement.Resources is null || (!_notResource && Array.Exists(_resources, static r => r.IsAny));
        _conditions = [.. statement.Conditions.Select(c => ConditionCompiler.Compile(c, variables))];
        if (_anyResource)
        {
            _resources = [];
        }
    }

    public string? Sid { get; }

    public StatementEffect Effect { get; }

    public TextSpan Span { get; }

    public bool Denies => Effect == StatementEffect.Deny;

    public PrincipalMatcher? Principal { get; }

    public ReadOnlySpan<ConditionTest> Conditions => _conditions;

    public ReadOnlySpan<TextPattern> Resources => _resources;

    /// <summary>The condition keys that its conditions and variables name.</summary>
    public IEnumerable<ConditionKey> Keys =>
        _resources.SelectMany(static r => r.Keys).Concat(_conditions.SelectMany(static c => c.Keys));

    /// <summary>
    /// How closely it names a caller; a statement without a principal is about whom it is attached to.
    /// </summary>
    public GrantScope ScopeFor(PrincipalDescriptor caller) =>
        Principal is null ? GrantScope.Direct : Principal.Match(caller, Effect);

    /// <summary>Whether everything but action and principal fits the request.</summary>
    public bool IsMatch(string resource, RequestContext context)
    {
        if (!_anyResource && !MatchesResource(resource, context))
        {
            return false;
        }

        foreach (var condition in _conditions)
        {
            if (!condition.Holds(context))
            {
                return false;
            }
        }

        return true;
    }

    public bool MatchesResource(string resource, RequestContext context)
    {
        if (_anyResource)
        {
            return true;
        }

        foreach (ref readonly var pattern in _resources.AsSpan())
        {
            if (pattern.IsMatch(resource, context))
            {
                return !_notResource;
            }
        }

        return _notResource;
    }
}
