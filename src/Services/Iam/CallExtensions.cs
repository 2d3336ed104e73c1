using Holdfast.Kernel;
using Holdfast.Kernel.Ids;

namespace Holdfast.Services.Iam;

/// <summary>What every operation of IAM takes from a call in the same way.</summary>
internal static class CallExtensions
{
    /// <summary>The instant of the call without fractions.</summary>
    public static DateTimeOffset NowToTheSecond(this Call call) => call.Now.ToTheSecond();

    /// <summary>Drops the fractions of a second: IAM keeps and prints dates to the second.</summary>
    public static DateTimeOffset ToTheSecond(this DateTimeOffset instant)
        => new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerSecond), instant.Offset);

    /// <summary>Makes the ARN of a resource of IAM, which has no region.</summary>
    /// <param name="call">The call, whose partition and account it is in.</param>
    /// <param name="resource">The part after the account, such as <c>user/team/alice</c>.</param>
    public static Arn IamArn(this Call call, string resource) => IamArns.Of(call.Partition.Name, call.Account, resource);
}
