namespace Holdfast.Modeling.Generator.Specs;

/// <summary>What the project asks for.</summary>
/// <param name="RootNamespace">The namespace of the project.</param>
/// <param name="EmitAll">Whether every operation of every model is emitted, each service in a namespace of its own.</param>
internal sealed record OptionsSpec(string RootNamespace, bool EmitAll);
