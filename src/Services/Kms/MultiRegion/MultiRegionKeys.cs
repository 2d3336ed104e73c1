using System.Diagnostics;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Kms.Effects;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;
using Holdfast.Store;

namespace Holdfast.Services.Kms.MultiRegion;

/// <summary>Keeps the keys of a multi-Region key alike in what they share: id, material, kind, use, origin and rotation.</summary>
/// <remarks>
/// See "Shared properties of multi-Region keys" in the KMS Developer Guide. All regions are in one store, so that what AWS does within seconds is
/// done in the transaction of the call: no key is ever <c>Creating</c> or <c>Updating</c>.
/// </remarks>
internal static class MultiRegionKeys
{
    /// <summary>The ARN that the key has, or would have, in a region.</summary>
    public static Arn ArnIn(this Key key, string region) => KmsArns.Of(key.Partition, region, key.Account, KmsArns.KeyPrefix + key.Id);

    /// <summary>Checks that it is the primary key of a multi-Region key.</summary>
    /// <exception cref="UnsupportedOperationException">It is a replica, or in one region alone.</exception>
    public static Key MultiRegionPrimary(this Key key)
        => key is { IsMultiRegion: true, IsReplica: false } ? key : throw new UnsupportedOperationException($"{key.Arn} is not a multi-Region primary key.");

    /// <summary>Checks that what is shared can be changed through this key: a replica follows its primary key.</summary>
    /// <exception cref="UnsupportedOperationException">It is a replica.</exception>
    public static Key NotReplica(this Key key) => key.IsReplica ? key.MultiRegionPrimary() : key;

    /// <summary>Reads the other keys of a multi-Region key; there are none of a key that is in one region alone.</summary>
    public static async ValueTask<IReadOnlyList<Key>> OthersAsync(this IReadTransaction transaction, Key key, CancellationToken cancellationToken)
    {
        if (key.ReplicaRegions is [])
        {
            return [];
        }

        var others = new List<Key>(key.ReplicaRegions.Count);
        foreach (var region in key.ReplicaRegions.Append(key.PrimaryRegion ?? key.Region).Where(region => region != key.Region))
        {
            others.Add(await transaction.FindAsync<Key>(Key.KeyOf(key.Account, region, key.Id), cancellationToken)
                ?? throw new UnreachableException($"{key.Arn} has no key in {region}."));
        }

        return others;
    }

    /// <summary>Replaces a primary key, and brings what its replicas share with it up to date.</summary>
    public static async ValueTask ReplaceWithReplicasAsync(this ITransaction transaction, Key before, Key after, CancellationToken cancellationToken)
    {
        transaction.Replace(before, after);
        foreach (var replica in await transaction.OthersAsync(before, cancellationToken))
        {
            transaction.Replace(replica, replica.Like(after));
        }
    }

    /// <summary>Gives a key with what it shares with another.</summary>
    public static Key Like(this Key key, Key other) => key with
    {
        PrimaryRegion = other.PrimaryRegion,
        ReplicaRegions = other.ReplicaRegions,
        CurrentMaterial = other.CurrentMaterial,
        CurrentMaterialId = other.CurrentMaterialId,
        LastMaterial = other.LastMaterial,
        RotationPeriodInDays = other.RotationPeriodInDays,
        NextRotationDate = other.NextRotationDate,
        OnDemandRotations = other.OnDemandRotations,
    };

    /// <summary>Gives a new replica the material of its primary key. Imported material is not copied: the replica waits until somebody imports the same.</summary>
    public static async ValueTask CopyMaterialAsync(this ITransaction transaction, Key primary, Key replica, KeyRing ring, CancellationToken cancellationToken)
    {
        foreach (var material in await transaction.MaterialsAsync(primary, cancellationToken))
        {
            transaction.Insert(primary.IsExternal ? AwaitedIn(replica, material) : ring.Seal(material with { Region = replica.Region }, ring.Open(material)));
        }
    }

    /// <summary>Lets the replicas of a key know of material that was imported into it, so that the same can be imported into them.</summary>
    public static async ValueTask AnnounceAsync(this ITransaction transaction, Key primary, KeyMaterial material, CancellationToken cancellationToken)
    {
        foreach (var replica in await transaction.OthersAsync(primary, cancellationToken))
        {
            transaction.Insert(AwaitedIn(replica, material));
            transaction.Replace(replica, replica with { LastMaterial = material.Number });
        }
    }

    /// <summary>Strikes a key that was deleted from the others; a primary key that waited for the last of its replicas begins to wait for its own end.</summary>
    public static async ValueTask LeaveAsync(this ITransaction transaction, Key gone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var other in await transaction.OthersAsync(gone, cancellationToken))
        {
            var left = other with { ReplicaRegions = [.. other.ReplicaRegions.Where(region => region != gone.Region)] };
            if (left is { State: KeyState.PendingReplicaDeletion, ReplicaRegions: [], PendingWindowInDays: { } days })
            {
                left = left.DueIn(days, now);
                transaction.Arm(DeleteDueKey.TimerOf(left));
            }

            transaction.Replace(other, left);
        }
    }

    private static KeyMaterial AwaitedIn(Key replica, KeyMaterial material)
        => material with { Region = replica.Region, Sealed = null, ValidTo = null, Description = null };
}
