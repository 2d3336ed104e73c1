namespace Holdfast.Services.Kms;

/// <summary>The quotas of an account in a region, with AWS's defaults.</summary>
/// <remarks>See "Resource quotas" in the KMS Developer Guide.</remarks>
public sealed record KmsQuotas
{
    /// <summary>Customer managed keys; 100,000 by default.</summary>
    public int KeysPerRegion { get; init; } = 100_000;

    /// <summary>Aliases of one key; 50 by default.</summary>
    public int AliasesPerKey { get; init; } = 50;

    /// <summary>Grants on one key; 50,000 by default.</summary>
    public int GrantsPerKey { get; init; } = 50_000;

    /// <summary>Rotations of one key on demand; 25 by default.</summary>
    public int OnDemandRotationsPerKey { get; init; } = 25;

    /// <summary>The bytes of a key policy document; 32 KB by default.</summary>
    public int PolicyBytes { get; init; } = 32 * 1024;
}
