namespace Holdfast.Kernel.Ids;

/// <summary>A partition of AWS: regions that share identities and ARNs.</summary>
/// <param name="Name">The name in ARNs, such as <c>aws</c>.</param>
/// <param name="HomeRegion">The region that global services live in.</param>
/// <param name="DnsSuffix">The suffix of hosts, such as <c>amazonaws.com</c>.</param>
public sealed record Partition(string Name, Region HomeRegion, string DnsSuffix)
{
    /// <summary>The commercial regions.</summary>
    public static Partition Aws { get; } = new("aws", new Region("us-east-1"), "amazonaws.com");

    /// <summary>The regions for the government of the United States.</summary>
    public static Partition UsGov { get; } = new("aws-us-gov", new Region("us-gov-west-1"), "amazonaws.com");

    /// <summary>The regions in China.</summary>
    public static Partition China { get; } = new("aws-cn", new Region("cn-north-1"), "amazonaws.com.cn");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
