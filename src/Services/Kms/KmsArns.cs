using Holdfast.Kernel;
using Holdfast.Kernel.Ids;

namespace Holdfast.Services.Kms;

/// <summary>The ARNs of keys and aliases.</summary>
internal static class KmsArns
{
    /// <summary>What the part of a key's ARN after the account starts with.</summary>
    public const string KeyPrefix = "key/";

    /// <summary>What the name of every alias starts with.</summary>
    public const string AliasPrefix = "alias/";

    /// <summary>Makes the ARN of something in a region of an account.</summary>
    /// <param name="partition">The name of the partition.</param>
    /// <param name="region">The region.</param>
    /// <param name="account">The account.</param>
    /// <param name="resource">The part after the account, such as <c>alias/orders</c>.</param>
    public static Arn Of(string partition, string region, AccountId account, string resource)
        => new($"arn:{partition}:kms:{region}:{account.Value}:{resource}");

    /// <summary>Makes the ARN of something in the region of a call.</summary>
    public static Arn KmsArn(this Call call, AccountId account, string resource)
        => Of(call.Partition.Name, call.Region.Value, account, resource);
}
