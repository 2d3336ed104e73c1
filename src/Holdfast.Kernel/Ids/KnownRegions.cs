namespace Holdfast.Kernel.Ids;

/// <summary>The regions of the AWS General Reference, so that naming one allocates nothing.</summary>
public static class KnownRegions
{
    /// <summary>All of them, in all partitions.</summary>
    public static IReadOnlyList<Region> All { get; } = Array.ConvertAll<string, Region>(
    [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1", "eu-central-2",
        "eu-north-1", "eu-south-1", "eu-south-2", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3",
        "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3",
        "ap-east-1", "ap-east-2", "sa-east-1", "ca-central-1", "ca-west-1", "af-south-1", "me-south-1", "me-central-1", "mx-central-1",
        "il-central-1", "us-gov-west-1", "us-gov-east-1", "cn-north-1", "cn-northwest-1",
    ],
    static name => new Region(name));

    /// <summary>Finds a region by its name.</summary>
    public static Region? Find(ReadOnlySpan<char> name)
    {
        foreach (var region in All)
        {
            if (name.SequenceEqual(region.Value))
            {
                return region;
            }
        }

        return null;
    }
}
