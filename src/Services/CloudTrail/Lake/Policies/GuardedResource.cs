using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail.Lake.Channels;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Policies;

/// <summary>A resource that can have a policy of its own: an event data store or a channel.</summary>
/// <param name="Arn">The ARN.</param>
/// <param name="Policy">The policy; null for none.</param>
/// <param name="Set">Gives it another policy, or none.</param>
internal sealed record GuardedResource(string Arn, string? Policy, Action<ITransaction, string?> Set)
{
    private const string StoreStart = "eventdatastore/";
    private const string ChannelStart = "channel/";
    private const string DashboardStart = "dashboard/";

    /// <summary>What a request about a resource's policy acts on.</summary>
    public static ValueTask<Target> TargetAsync(string arn, Call call, CancellationToken cancellationToken)
        => !Kernel.Ids.Arn.TryParse(arn, null, out var parsed) ? new(new Target(new Arn(arn)))
            : parsed.Resource.StartsWith(StoreStart, StringComparison.Ordinal) ? call.StoreTargetAsync(arn, cancellationToken)
            : parsed.Resource.StartsWith(ChannelStart, StringComparison.Ordinal) ? call.ChannelTargetAsync(arn, cancellationToken)
            : new(new Target(parsed));

    /// <summary>Finds the resource of an ARN.</summary>
    /// <exception cref="ResourceARNNotValidException">It is no ARN of CloudTrail.</exception>
    /// <exception cref="ResourceTypeNotSupportedException">It is the ARN of something that has no policy.</exception>
    /// <exception cref="ResourceNotFoundException">There is none.</exception>
    public static async ValueTask<GuardedResource> FindAsync(string arn, Call call, CancellationToken cancellationToken)
    {
        if (!Kernel.Ids.Arn.TryParse(arn, null, out var parsed) || arn.Split(':')[2] != "cloudtrail")
        {
            throw new ResourceARNNotValidException($"The resource ARN is not valid: {arn}.");
        }

        if (parsed.Resource.StartsWith(StoreStart, StringComparison.Ordinal))
        {
            return await call.FindStoreAnywhereAsync(arn, cancellationToken) is { } store
                ? new(store.Arn, store.ResourcePolicy, (transaction, policy) => transaction.Replace(store, store with { ResourcePolicy = policy }))
                : throw NotFound(arn);
        }

        if (parsed.Resource.StartsWith(ChannelStart, StringComparison.Ordinal))
        {
            return await call.FindChannelAnywhereAsync(arn, cancellationToken) is { } channel
                ? new(channel.Arn, channel.ResourcePolicy, (transaction, policy) => transaction.Replace(channel, channel with { ResourcePolicy = policy }))
                : throw NotFound(arn);
        }

        throw parsed.Resource.StartsWith(DashboardStart, StringComparison.Ordinal)
            ? NotFound(arn)
            : new ResourceTypeNotSupportedException($"The resource type of {arn} does not support resource-based policies.");
    }

    /// <summary>CloudTrail's words for a resource without a policy.</summary>
    public static ServiceException NoPolicy(string arn) => new ResourcePolicyNotFoundException($"The resource {arn} does not have a resource-based policy.");

    private static ResourceNotFoundException NotFound(string arn) => new($"The resource {arn} was not found.");
}
