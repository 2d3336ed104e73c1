using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.MultiRegion;

/// <summary>Multi-Region keys as answers and conditions have them.</summary>
internal static class MultiRegionShapes
{
    /// <summary>Gives the part that a multi-Region key plays (<see cref="Kms.MultiRegionKeyType"/>).</summary>
    public static string MultiRegionKeyType(this Key key) => key.IsReplica ? Kms.MultiRegionKeyType.REPLICA : Kms.MultiRegionKeyType.PRIMARY;

    /// <summary>Lists the primary key and all its replicas, the key itself among them.</summary>
    public static MultiRegionConfigurationShape MultiRegionShape(this Key key) => new()
    {
        MultiRegionKeyType = key.MultiRegionKeyType(),
        PrimaryKey = ShapeIn(key, key.PrimaryRegion ?? key.Region),
        ReplicaKeys = [.. key.ReplicaRegions.Select(region => ShapeIn(key, region))],
    };

    private static MultiRegionKeyShape ShapeIn(Key key, string region) => new() { Arn = key.ArnIn(region).Value, Region = region };
}
