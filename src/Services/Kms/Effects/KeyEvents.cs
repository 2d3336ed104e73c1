using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Store;

namespace Holdfast.Services.Kms.Effects;

/// <summary>Records what KMS does to keys of its own accord ("AWS KMS log entries": RotateKey, DeleteKey, DeleteExpiredKeyMaterial).</summary>
internal static class KeyEvents
{
    /// <summary>Records that a key has new material.</summary>
    public static void RecordRotation(this IServiceEvents events, ITransaction transaction, Key before, Key after, string rotationType, DateTimeOffset now)
        => events.Record(transaction, Of(before, "RotateKey", now) with
        {
            Details =
            [
                new("rotationType", rotationType),
                new("keyOrigin", before.Origin),
                .. Material("previousKeyMaterialId", before.CurrentMaterialId),
                .. Material("currentKeyMaterialId", after.CurrentMaterialId),
                new("keyId", before.Id),
            ],
        });

    /// <summary>Records that a key is deleted after its waiting period.</summary>
    public static void RecordDeletion(this IServiceEvents events, ITransaction transaction, Key key, DateTimeOffset now)
        => events.Record(transaction, Of(key, "DeleteKey", now) with { Response = [new("keyId", key.Arn.Value)] });

    /// <summary>Records that imported material is deleted because it expired.</summary>
    public static void RecordExpiry(this IServiceEvents events, ITransaction transaction, Key key, KeyMaterial material, DateTimeOffset now)
        => events.Record(transaction, Of(key, "DeleteExpiredKeyMaterial", now) with { Details = [new("keyId", key.Id), .. Material("keyMaterialId", material.Id)] });

    private static ServiceEvent Of(Key key, string name, DateTimeOffset now) => new()
    {
        Source = "kms.amazonaws.com",
        Name = name,
        Account = key.Account,
        Region = new Region(key.Region),
        At = now,
        Resource = new(key.Arn, key.Account, KeyTargets.ResourceType),
    };

    private static IEnumerable<KeyValuePair<string, string>> Material(string name, string? id) => id is null ? [] : [new(name, id)];
}
