using System.Globalization;
using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Kms.Material;

/// <summary>One of the secrets that a key has, or had, sealed by the server's master key.</summary>
/// <remarks>Rotation adds one and keeps the others, so that what they encrypted can be decrypted for ever.</remarks>
internal sealed record KeyMaterial : IRecord<KeyMaterial>
{
    /// <inheritdoc/>
    public static RecordType<KeyMaterial> Type { get; } = new("kms/key-material", KmsJson.Default.KeyMaterial);

    /// <summary>The account that owns the key.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region of the key.</summary>
    public required string Region { get; init; }

    /// <summary>The id of the key.</summary>
    public required string KeyId { get; init; }

    /// <summary>The number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The id that callers see: a digest of the secret and the key, so that the same secret has the same id again.</summary>
    public required string Id { get; init; }

    /// <summary>The secret, or the private half of a pair as PKCS #8, in base 64, sealed; null when imported material was deleted or has expired.</summary>
    public string? Sealed { get; init; }

    /// <summary>The public half of a pair (SubjectPublicKeyInfo, base 64); null for a single secret.</summary>
    public string? PublicKey { get; init; }

    /// <summary>Whether it was imported to be rotated to, and was not yet.</summary>
    public bool IsPendingRotation { get; init; }

    /// <summary>When the key was rotated to it; null for the first, and for one that is waiting.</summary>
    public DateTimeOffset? RotationDate { get; init; }

    /// <summary>Why it was rotated to (<see cref="Kms.RotationType"/>).</summary>
    public string? RotationType { get; init; }

    /// <summary>When imported material expires; null when it does not.</summary>
    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>What the importer says of it.</summary>
    public string? Description { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Keys.Key.KeyOf(Account, Region, KeyId), Number);

    /// <summary>The key of the record of a material.</summary>
    /// <param name="key">The key of the record of its key.</param>
    /// <param name="number">The number.</param>
    public static string KeyOf(string key, int number) => PrefixOf(key) + number.ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>What the keys of all materials of a key start with.</summary>
    public static string PrefixOf(string key) => key + "/";

    /// <summary>Leaves the seal out.</summary>
    public override string ToString() => $"KeyMaterial {{ {Key} }}";
}
