namespace Holdfast.Federation.Saml;

/// <summary>An assertion whose signature, audience and time were found good.</summary>
public sealed record SamlAssertion
{
    /// <summary>The id, which the provider uses once.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the provider.</summary>
    public required string Issuer { get; init; }

    /// <summary>The name of the subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The format of the name: a URI; null when it is not said.</summary>
    public required string? SubjectFormat { get; init; }

    /// <summary>The address that it was sent to.</summary>
    public required string Recipient { get; init; }

    /// <summary>When it can no longer be presented.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the provider wants a session of it to end; null when it does not say.</summary>
    public required DateTimeOffset? SessionEndsAt { get; init; }

    /// <summary>The attributes in their order, each with its values.</summary>
    public required IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Attributes { get; init; }

    /// <summary>The values of an attribute; none when it is not there. An attribute that comes twice has the values of both.</summary>
    public IReadOnlyList<string> ValuesOf(string name)
        => [.. Attributes.Where(attribute => attribute.Name == name).SelectMany(attribute => attribute.Values)];
}
