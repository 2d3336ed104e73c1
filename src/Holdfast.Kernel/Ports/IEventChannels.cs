using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Kernel.Ports;

/// <summary>The channels through which events from outside come into event data stores; implemented by CloudTrail, asked by its data service.</summary>
public interface IEventChannels
{
    /// <summary>Finds a channel; null when there is none.</summary>
    ValueTask<EventChannel?> FindAsync(IReadTransaction transaction, ChannelName name, CancellationToken cancellationToken);

    /// <summary>Keeps events of a channel, in the transaction of the call that brought them: they are in every store of the channel from then on.</summary>
    ValueTask PutAsync(Call call, ChannelName name, ChannelDelivery delivery, CancellationToken cancellationToken);
}

/// <summary>What names a channel.</summary>
/// <param name="Region">The region.</param>
/// <param name="Account">The account.</param>
/// <param name="Id">The id, which ends its ARN.</param>
public sealed record ChannelName(Region Region, AccountId Account, string Id)
{
    private const string ResourceStart = "channel/";

    /// <summary>The ARN.</summary>
    public string Arn => $"arn:{Region.Partition.Name}:cloudtrail:{Region.Value}:{Account.Value}:{ResourceStart}{Id}";

    /// <summary>Reads an ARN; null when it is none of a channel.</summary>
    public static ChannelName? Parse(string arn)
    {
        if (!Ids.Arn.TryParse(arn, null, out var parsed)
            || !parsed.Resource.StartsWith(ResourceStart, StringComparison.Ordinal)
            || !AccountId.TryParse(parsed.Account, null, out var account))
        {
            return null;
        }

        var name = new ChannelName(new(arn.Split(':')[3]), account, parsed.Resource[ResourceStart.Length..]);
        return Guid.TryParseExact(name.Id, "D", out _) && name.Arn == arn ? name : null;
    }
}

/// <summary>A channel, as who puts events into it needs it.</summary>
public sealed record EventChannel
{
    /// <summary>Who else may put events; null for nobody.</summary>
    public required string? ResourcePolicy { get; init; }

    /// <summary>The tags, by key.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>How far back its stores keep events.</summary>
    public required TimeSpan Retention { get; init; }
}

/// <summary>What a call brought to a channel.</summary>
/// <param name="Events">The events, each as its store is to show it, in JSON.</param>
/// <param name="LastAttempt">The id of the last event that was brought, kept or not.</param>
/// <param name="LastKept">The id of the last that is kept; null when none is.</param>
/// <param name="Error">Why the last that was refused was; null when none was.</param>
public sealed record ChannelDelivery(IReadOnlyList<string> Events, string LastAttempt, string? LastKept, string? Error);
