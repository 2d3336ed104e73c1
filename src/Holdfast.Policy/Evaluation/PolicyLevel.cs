using System.Collections.Immutable;

namespace Holdfast.Policy.Evaluation;

/// <summary>The policies attached at one level of an organization.</summary>
/// <param name="Name">The root's, unit's or account's id.</param>
/// <param name="Policies">Its policies; at least one must allow a request.</param>
public sealed record PolicyLevel(string Name, ImmutableArray<CompiledPolicy> Policies);
