using Holdfast.Kernel;

namespace Holdfast.Services.Sts.Federation;

/// <summary>Who the bearer of a verified token is.</summary>
internal sealed record WebIdentity
{
    /// <summary>The provider: its ARN, or the name of a public one.</summary>
    public required string Provider { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The audience that counts: the authorized party, where the token names one.</summary>
    public required string Audience { get; init; }

    /// <summary>The condition keys that stay with the session, such as <c>accounts.google.com:sub</c>.</summary>
    public required IReadOnlyDictionary<string, string> SessionKeys { get; init; }

    /// <summary>All condition keys of the request.</summary>
    public required IReadOnlyList<ConditionKey> Keys { get; init; }

    /// <summary>The tags that the provider passes, in their order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; }

    /// <summary>The keys of the tags that stay through further roles.</summary>
    public required IReadOnlyList<string> TransitiveTagKeys { get; init; }

    /// <summary>The source identity that the provider sets; null for none.</summary>
    public required string? SourceIdentity { get; init; }
}
