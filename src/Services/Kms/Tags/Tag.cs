namespace Holdfast.Services.Kms.Tags;

/// <summary>A tag of a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; it may be empty.</param>
internal sealed record Tag(string Key, string Value);
