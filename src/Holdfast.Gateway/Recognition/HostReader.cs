using Holdfast.Kernel.Ids;

namespace Holdfast.Gateway.Recognition;

/// <summary>Reads a <c>Host</c> header: <c>iam.amazonaws.com</c>, <c>logs.eu-west-1.localhost:4566</c>, <c>bucket.s3.localhost</c>.</summary>
/// <remarks>The forms are those of the AWS General Reference ("Service endpoints") and of S3's "Virtual hosting of buckets".</remarks>
internal static class HostReader
{
    // The longest first, where one ends with another.
    private static readonly (string Suffix, Region? Home)[] Suffixes =
    [
        ("amazonaws.com.cn", Partition.China.HomeRegion),
        ("amazonaws.com", Partition.Aws.HomeRegion),
        ("api.aws", Partition.Aws.HomeRegion),
        ("localhost.localstack.cloud", null),
        ("localhost", null),
    ];

    /// <summary>Reads the host; the port is passed over.</summary>
    public static HostFacts Read(string host)
    {
        var name = WithoutPort(host).ToLowerInvariant();
        foreach (var (suffix, home) in Suffixes)
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal) && name[^(suffix.Length + 1)] == '.')
            {
                return ReadLabels(name[..^(suffix.Length + 1)].Split('.'), home);
            }
        }

        return HostFacts.None;
    }

    /// <summary>Takes the port off a host, also off an IPv6 address in brackets.</summary>
    public static string WithoutPort(string host)
    {
        var bracket = host.LastIndexOf(']');
        var colon = host.LastIndexOf(':');
        return colon > bracket && (bracket >= 0 || host.IndexOf(':', StringComparison.Ordinal) == colon) ? host[..colon] : host;
    }

    private static HostFacts ReadLabels(string[] labels, Region? home)
    {
        for (var i = labels.Length - 1; i >= 0; i--)
        {
            if (TryReadS3(labels, i, home) is { } facts)
            {
                return facts;
            }
        }

        var region = home;
        foreach (var label in labels.AsSpan(1))
        {
            region = RegionOf(label) ?? region;
        }

        return new HostFacts(labels[0], region, null);
    }

    // bucket.s3, bucket.s3.eu-west-1, bucket.s3.dualstack.eu-west-1, bucket.s3-eu-west-1: the bucket may have dots of its own.
    private static HostFacts? TryReadS3(string[] labels, int index, Region? home)
    {
        var label = labels[index];
        var region = label.StartsWith("s3-", StringComparison.Ordinal) ? RegionOf(label[3..]) : null;
        if (label is not ("s3" or "s3-fips") && region is null)
        {
            return null;
        }

        foreach (var rest in labels.AsSpan(index + 1))
        {
            if (RegionOf(rest) is { } named)
            {
                region = named;
            }
            else if (rest != "dualstack")
            {
                return null;
            }
        }

        return new HostFacts("s3", region ?? home, index == 0 ? null : string.Join('.', labels[..index]));
    }

    // iam.us-gov.amazonaws.com is the one host whose region is not spelled out.
    private static Region? RegionOf(string label)
        => label == "us-gov" ? Partition.UsGov.HomeRegion
            : label.AsSpan().Count('-') >= 2 && char.IsAsciiDigit(label[^1]) && Region.TryParse(label, null, out var region) ? region
            : null;
}
