namespace Holdfast.Modeling.Generator.Specs;

/// <summary>A model file and its overlay as text: equal text is not parsed again.</summary>
internal sealed record ModelFileSpec(string Path, string Text, string? OverlayPath, string? OverlayText);
