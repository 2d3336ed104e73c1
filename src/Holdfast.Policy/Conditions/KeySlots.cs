using System.Collections.Frozen;
using Holdfast.Policy.Matching;

namespace Holdfast.Policy.Conditions;

/// <summary>Gives each global condition key a fixed place, so that finding its value is one array access.</summary>
internal static class KeySlots
{
    private static readonly string[] Names =
    [
        "PrincipalArn", "PrincipalAccount", "PrincipalOrgID", "PrincipalOrgPaths", "PrincipalOrgMasterAccount",
        "PrincipalType", "PrincipalIsAWSService", "PrincipalServiceName", "PrincipalServiceNamesList", "userid",
        "username", "SourceIp", "VpcSourceIp", "SourceVpc", "SourceVpcArn", "SourceVpce", "VpceAccount", "VpceOrgID",
        "VpceOrgPaths", "SecureTransport", "CurrentTime", "EpochTime", "TokenIssueTime", "MultiFactorAuthPresent",
        "MultiFactorAuthAge", "RequestedRegion", "TagKeys", "ResourceAccount", "ResourceOrgID", "ResourceOrgPaths",
        "SourceArn", "SourceAccount", "SourceOrgID", "SourceOrgPaths", "SourceIdentity", "CalledVia",
        "CalledViaFirst", "CalledViaLast", "ViaAWSService", "UserAgent", "referer", "FederatedProvider",
        "AssumedRoot", "ChatbotSourceArn", "Ec2InstanceSourceVpc", "Ec2InstanceSourcePrivateIPv4", "SignInSessionArn",
    ];

    private static readonly FrozenDictionary<ulong, int> ByHash = Names
        .Select(static (name, index) => (Hash: TextHash.IgnoreCase("aws:" + name), Slot: index + 1))
        .ToFrozenDictionary(static s => s.Hash, static s => s.Slot);

    /// <summary>How many places there are; place 0 belongs to all keys without one and is never read.</summary>
    public static int Count => Names.Length + 1;

    /// <summary>The place of a key, 0 for those without one.</summary>
    public static int Of(ulong hash, ReadOnlySpan<char> name) =>
        ByHash.TryGetValue(hash, out var slot)
            && name.Length > 4 && name[4..].Equals(Names[slot - 1], StringComparison.OrdinalIgnoreCase)
                ? slot
                : 0;
}
