using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Kernel.Ports;

/// <summary>What STS asks about identity providers; implemented by the service that owns identities.</summary>
public interface IIdentityProviders
{
    /// <summary>Finds the SAML provider of an ARN, in whatever account; null when there is none.</summary>
    ValueTask<SamlProviderFacts?> FindSamlProviderAsync(IReadTransaction transaction, string arn, CancellationToken cancellationToken);

    /// <summary>Finds the OIDC provider that an account trusts for an issuer; null when there is none.</summary>
    ValueTask<WebProviderFacts?> FindWebProviderAsync(IReadTransaction transaction, AccountId account, string issuerUrl, CancellationToken cancellationToken);
}

/// <summary>A SAML provider, as STS needs it.</summary>
public sealed record SamlProviderFacts
{
    /// <summary>The account that trusts it.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The unique id, which its own sign-in address ends with.</summary>
    public required string Id { get; init; }

    /// <summary>The name that its assertions bear as issuer.</summary>
    public required string EntityId { get; init; }

    /// <summary>The certificates that it signs with, DER in base 64.</summary>
    public required IReadOnlyList<string> Certificates { get; init; }

    /// <summary>Until when its metadata holds.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>Whether assertions must come encrypted.</summary>
    public required bool IsEncryptionRequired { get; init; }

    /// <summary>The private keys that encrypted assertions are opened with, in PEM.</summary>
    public required IReadOnlyList<string> PrivateKeys { get; init; }

    /// <summary>Leaves the keys out.</summary>
    public override string ToString() => $"SamlProviderFacts {{ {Arn} }}";
}

/// <summary>An OIDC provider, as STS needs it.</summary>
/// <param name="Arn">The ARN.</param>
/// <param name="ClientIds">The audiences that tokens may have.</param>
/// <param name="Thumbprints">The SHA-1 thumbprints of the authorities that are trusted for its host.</param>
public sealed record WebProviderFacts(string Arn, IReadOnlyList<string> ClientIds, IReadOnlyList<string> Thumbprints);
