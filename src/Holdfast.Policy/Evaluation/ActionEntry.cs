using System.Runtime.InteropServices;

namespace Holdfast.Policy.Evaluation;

/// <summary>A pattern of actions with the statement it belongs to.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Index">The statement's place in its document.</param>
/// <param name="Denies">Whether the statement denies.</param>
/// <param name="Policy">The statement's policy, in an index of several.</param>
/// <param name="Layer">The bit of the layer the policy stands in, in an index of several.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ActionEntry(
    ActionPattern Pattern,
    CompiledStatement Statement,
    int Index,
    bool Denies,
    CompiledPolicy? Policy = null,
    ulong Layer = 0);
