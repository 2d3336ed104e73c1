using Holdfast.Policy.Documents;

namespace Holdfast.Policy.Evaluation;

/// <summary>
/// A document made ready for judging: immutable, shareable between principals, threads and requests.
/// </summary>
/// <remarks>
/// Cache by content and give each attachment its name with <see cref="WithId"/>, which shares all the rest.
/// </remarks>
public sealed class CompiledPolicy
{
    private readonly CompiledStatement[] _statements;

    private CompiledPolicy(string id, PolicyKind kind, bool isPublic, CompiledStatement[] statements, ActionIndex index)
    {
        Id = id;
        Kind = kind;
        IsPublic = isPublic;
        _statements = statements;
        Index = index;
    }

    /// <summary>The name by which decisions mention it: an ARN, or the name of an inline policy.</summary>
    public string Id { get; }

    /// <summary>The grammar its document was read by.</summary>
    public PolicyKind Kind { get; }

    /// <summary>Whether it is a resource's policy that is public, as <see cref="PublicAccess"/> has it.</summary>
    public bool IsPublic { get; }

    /// <summary>How many statements it has.</summary>
    public int StatementCount => _statements.Length;

    /// <summary>
    /// The condition keys that conditions and variables name, each once, as GetContextKeysForCustomPolicy lists them.
    /// </summary>
    public IEnumerable<string> ContextKeys => _statements
        .SelectMany(static s => s.Keys)
        .Distinct()
        .Select(static k => k.Name);

    internal ReadOnlySpan<CompiledStatement> Statements => _statements;

    internal ActionIndex Index { get; }

    /// <summary>Compiles a document.</summary>
    public static CompiledPolicy Compile(PolicyDocument document, string id)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(id);
        var statements = new CompiledStatement[document.Statements.Length];
        var entries = new List<(ulong? Service, ActionEntry Entry)>(statements.Length);
        for (var i = 0; i < statements.Length; i++)
        {
            var source = document.Statements[i];
            var statement = statements[i] = new(source, document.Version);
            if (source.Actions is { IsNegated: true } exceptions)
            {
                var pattern = ActionPattern.CompileExceptions(exceptions);
                entries.Add((null, new(pattern, statement, i, statement.Denies)));
                continue;
            }

            foreach (var action in source.Actions?.Values ?? [])
            {
                var pattern = ActionPattern.Compile(action.Value, out var service);
                entries.Add((service, new(pattern, statement, i, statement.Denies)));
            }
        }

        return new(id, document.Kind, PublicAccess.IsPublic(document), statements, new(entries));
    }

    /// <summary>The same policy under another name.</summary>
    public CompiledPolicy WithId(string id) => new(id, Kind, IsPublic, _statements, Index);

    /// <summary>Where a statement stands in the text of the document.</summary>
    public TextSpan SpanOf(int statement) => _statements[statement].Span;

    /// <summary>The Sid of a statement, where it has one.</summary>
    public string? SidOf(int statement) => _statements[statement].Sid;
}
