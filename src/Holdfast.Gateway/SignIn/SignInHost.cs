using Holdfast.Gateway.Recognition;
using Holdfast.Kernel.Ids;

namespace Holdfast.Gateway.SignIn;

/// <summary>Knows the hosts of the sign-in: <c>signin.aws.amazon.com</c>, <c>eu-west-1.signin.aws.amazon.com</c>, those of the other partitions, and <c>signin.localhost</c>.</summary>
/// <remarks>From "AWS Sign-In endpoints and quotas" in the AWS General Reference. An account has a host too, <c>ALIAS.signin.aws.amazon.com</c>, which names it.</remarks>
internal static class SignInHost
{
    private const string Word = "signin.";

    private static readonly (string Host, Partition? Partition)[] Hosts =
    [
        ("signin.aws.amazon.com", Partition.Aws),
        ("signin.amazonaws-us-gov.com", Partition.UsGov),
        ("signin.amazonaws.cn", Partition.China),
        ("signin.localhost.localstack.cloud", null),
        ("signin.localhost", null),
    ];

    /// <summary>Reads a host; false when it is none of the sign-in's.</summary>
    public static bool TryRead(string host, out SignInPlace place)
    {
        place = default;

        // Every request passes here, and hardly any goes on.
        if (!host.Contains(Word, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var name = HostReader.WithoutPort(host);
        foreach (var (known, partition) in Hosts)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                place = new(partition, Region: null, Account: null);
                return true;
            }

            if (name.Length > known.Length + 1 && name[^(known.Length + 1)] == '.' && name.EndsWith(known, StringComparison.OrdinalIgnoreCase)
                && !name.AsSpan(0, name.Length - known.Length - 1).Contains('.'))
            {
                var label = name[..^(known.Length + 1)].ToLowerInvariant();
                place = KnownRegions.Find(label) is { } region ? new(partition, region, Account: null) : new(partition, Region: null, label);
                return true;
            }
        }

        return false;
    }
}

/// <summary>What the address of a request to the sign-in says.</summary>
/// <param name="Partition">The partition of the host; null when it has none.</param>
/// <param name="Region">The region of a regional host; null for the global one.</param>
/// <param name="Account">The account that the host names, by number or alias; null for none.</param>
internal readonly record struct SignInPlace(Partition? Partition, Region? Region, string? Account);
