using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Kms.Keys;

/// <summary>When a key was last used for cryptography, to the quarter of an hour.</summary>
/// <remarks>It is a record of its own, so that uses do not collide with changes of the key; <see cref="KeyUses"/> says why it is not exact.</remarks>
internal sealed record KeyUse : IRecord<KeyUse>
{
    /// <inheritdoc/>
    public static RecordType<KeyUse> Type { get; } = new("kms/key-uses", KmsJson.Default.KeyUse);

    /// <summary>The account that owns the key.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region of the key.</summary>
    public required string Region { get; init; }

    /// <summary>The id of the key.</summary>
    public required string KeyId { get; init; }

    /// <summary>The operation (<see cref="KeyLastUsageTrackingOperation"/>).</summary>
    public required string Operation { get; init; }

    /// <summary>When it was.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The id of the request.</summary>
    public required string RequestId { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => Keys.Key.KeyOf(Account, Region, KeyId);
}
