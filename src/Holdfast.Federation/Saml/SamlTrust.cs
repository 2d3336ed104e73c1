namespace Holdfast.Federation.Saml;

/// <summary>What an assertion is measured by: the provider as its metadata described it, and whom the assertion must be for.</summary>
public sealed record SamlTrust
{
    /// <summary>The name that the issuer must have.</summary>
    public required string EntityId { get; init; }

    /// <summary>The certificates that the provider signs with, DER in base 64.</summary>
    public required IReadOnlyList<string> Certificates { get; init; }

    /// <summary>Says whether an audience is this service.</summary>
    public required Func<string, bool> IsAudience { get; init; }

    /// <summary>Says whether a recipient is an address of this service.</summary>
    public required Func<string, bool> IsRecipient { get; init; }

    /// <summary>Whether an assertion that comes in the clear is refused.</summary>
    public bool IsEncryptionRequired { get; init; }

    /// <summary>The private keys that encrypted assertions are opened with, in PEM.</summary>
    public IReadOnlyList<string> PrivateKeys { get; init; } = [];

    /// <summary>Leaves the keys out.</summary>
    public override string ToString() => $"SamlTrust {{ {EntityId} }}";
}
