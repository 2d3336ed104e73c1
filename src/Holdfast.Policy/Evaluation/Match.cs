namespace Holdfast.Policy.Evaluation;

/// <summary>A statement that matched; the default value is none.</summary>
internal readonly record struct Match(CompiledPolicy? Policy, int Statement, GrantScope Scope);
