using Holdfast.Kernel.Ids;

namespace Holdfast.Services.Iam;

/// <summary>Makes the ARNs of IAM.</summary>
internal static class IamArns
{
    /// <summary>Makes the ARN of a resource of IAM, which has no region.</summary>
    public static Arn Of(string partition, AccountId account, string resource)
        => new($"arn:{partition}:iam::{account.Value}:{resource}");
}
