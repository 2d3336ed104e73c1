using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Services.Iam.Simulation;

/// <summary>A policy that takes part in a simulation: its name in the answer, its text and its compiled form.</summary>
/// <param name="SourceType">The kind of policy, as <c>SourcePolicyType</c> says it.</param>
/// <param name="Text">The JSON, in which statements are pointed at.</param>
/// <param name="Compiled">What is judged by.</param>
internal sealed record SimulatedPolicy(string SourceType, string Text, CompiledPolicy Compiled)
{
    /// <summary>The type of every policy of an identity. The model's enumeration does not list it; the service answers it.</summary>
    public const string IdentityType = "IAM Policy";

    /// <summary>The type of a resource's policy.</summary>
    public const string ResourceType = "Resource Policy";

    /// <summary>The name in the answer.</summary>
    public string SourceId => Compiled.Id;

    /// <summary>Reads the policies that a request brings for an identity.</summary>
    /// <exception cref="InvalidInputException">One of them is not a policy.</exception>
    public static IReadOnlyList<SimulatedPolicy> ReadAll(IReadOnlyList<string>? texts)
        => ReadAll(texts, "PolicyInputList", PolicyKind.Identity);

    /// <summary>Reads policies of any kind.</summary>
    /// <exception cref="InvalidInputException">One of them is not a policy.</exception>
    public static IReadOnlyList<SimulatedPolicy> ReadAny(IReadOnlyList<string>? texts)
        => ReadAll(texts, "PolicyInputList", PolicyKind.Language);

    /// <summary>Reads the permissions boundary that a request brings; null when it brings none.</summary>
    /// <exception cref="InvalidInputException">It is not a policy, or there are several: an entity has one boundary at most.</exception>
    public static SimulatedPolicy? ReadBoundary(IReadOnlyList<string>? texts)
        => ReadAll(texts, "PermissionsBoundaryPolicyInputList", PolicyKind.Identity) switch
        {
            [] => null,
            [var boundary] => boundary,
            _ => throw new InvalidInputException("Only one permissions boundary policy can be simulated at a time."),
        };

    /// <summary>Reads the resource's policy that a request brings; null when it brings none.</summary>
    /// <exception cref="InvalidInputException">It is not one.</exception>
    public static SimulatedPolicy? ReadResource(string? text)
        => text is null ? null : Parse(ResourceType, "ResourcePolicy", text, PolicyKind.Resource);

    /// <summary>Takes a policy that the account keeps.</summary>
    /// <param name="sourceId">The name in the answer.</param>
    /// <param name="text">The document.</param>
    /// <exception cref="PolicyEvaluationException">It cannot be read, though it was kept as one.</exception>
    public static SimulatedPolicy OfStored(string sourceId, string text)
        => PolicyDocument.Parse(text, PolicyKind.Language).Document is { } document
            ? new(IdentityType, text, CompiledPolicy.Compile(document, sourceId))
            : throw new PolicyEvaluationException($"The policy {sourceId} could not be evaluated.");

    /// <summary>Lists the condition keys of policies, each once, in the order in which they are named.</summary>
    public static IReadOnlyList<string> ContextKeysOf(IReadOnlyList<SimulatedPolicy> policies)
        => [.. policies.SelectMany(policy => policy.Compiled.ContextKeys).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static List<SimulatedPolicy> ReadAll(IReadOnlyList<string>? texts, string list, PolicyKind kind)
    {
        var policies = new List<SimulatedPolicy>();
        foreach (var text in texts ?? [])
        {
            policies.Add(Parse(IdentityType, $"{list}.{policies.Count + 1}", text, kind));
        }

        return policies;
    }

    private static SimulatedPolicy Parse(string type, string sourceId, string text, PolicyKind kind)
    {
        var parsed = PolicyDocument.Parse(text, kind);
        return parsed.Document is { } document
            ? new(type, text, CompiledPolicy.Compile(document, sourceId))
            : throw new InvalidInputException(parsed.Message);
    }
}
