namespace Holdfast.Modeling.Generator.Specs;

/// <summary>Something wrong in a model file: which rule, which file, what.</summary>
internal sealed record FaultSpec(string Id, string Path, string Message);
