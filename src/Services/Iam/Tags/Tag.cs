namespace Holdfast.Services.Iam.Tags;

/// <summary>A tag of a user, policy or other resource.</summary>
/// <param name="Key">The key, as it was given.</param>
/// <param name="Value">The value; it may be empty.</param>
internal sealed record Tag(string Key, string Value);
