namespace Holdfast.Modeling.Generator.Specs;

/// <summary>What the service authorization facts beside a model say, as far as handlers are checked by it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Actions">The actions, with their prefix.</param>
/// <param name="Fault">What is wrong with the file; empty when it could be read.</param>
internal sealed record AuthorizationSpec(string Path, EquatableArray<string> Actions, EquatableArray<FaultSpec> Fault);
