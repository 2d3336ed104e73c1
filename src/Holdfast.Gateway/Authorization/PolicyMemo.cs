using System.Collections.Concurrent;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Gateway.Authorization;

/// <summary>Compiles policy documents, each text once however many principals and resources have it.</summary>
internal sealed class PolicyMemo
{
    private const int DocumentsMax = 20_000;

    private readonly ConcurrentDictionary<string, CompiledPolicy> _policies = new(StringComparer.Ordinal);

    /// <summary>The number of documents kept.</summary>
    public int Count => _policies.Count;

    /// <summary>Gives the compiled form of a document under a name.</summary>
    /// <remarks>The grammar of its kind was checked when the document was stored; here the language alone counts.</remarks>
    /// <exception cref="InvalidOperationException">The document is not a policy, though it was stored as one: nothing it governs is allowed.</exception>
    public CompiledPolicy Compile(string document, string name)
    {
        if (!_policies.TryGetValue(document, out var compiled))
        {
            if (_policies.Count >= DocumentsMax)
            {
                _policies.Clear();
            }

            var parsed = PolicyDocument.Parse(document, PolicyKind.Language);
            compiled = CompiledPolicy.Compile(
                parsed.Document ?? throw new InvalidOperationException($"The stored policy {name} cannot be read: {parsed.Message}"), name);
            _policies[document] = compiled;
        }

        return compiled.Id == name ? compiled : compiled.WithId(name);
    }
}
