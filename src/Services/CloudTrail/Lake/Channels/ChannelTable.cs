using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.CloudTrail.Lake.Sql;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Channels;

/// <summary>Finds channels for operations, with CloudTrail's words for those that are not there.</summary>
internal static class ChannelTable
{
    private const string ResourceStart = "channel/";

    /// <summary>Names a channel that a request speaks of, with its tags for conditions.</summary>
    public static async ValueTask<Target> ChannelTargetAsync(
        this Call call, string name, CancellationToken cancellationToken, params IEnumerable<ConditionKey> keys)
    {
        var arn = ArnOf(call, name);
        var found = await call.FindChannelAnywhereAsync(arn, cancellationToken);
        var tags = found?.Tags.Select(static tag => new ConditionKey($"aws:ResourceTag/{tag.Key}", tag.Value)) ?? [];
        return new(new Arn(arn)) { Owner = StoreTable.OwnerOf(arn), ResourcePolicy = found?.ResourcePolicy, Context = [.. tags, .. keys] };
    }

    /// <summary>Finds a channel.</summary>
    /// <exception cref="ChannelARNInvalidException">What the request names is no channel's ARN or id.</exception>
    /// <exception cref="ChannelNotFoundException">There is none.</exception>
    public static async ValueTask<Channel> ChannelAsync(this Call call, string name, CancellationToken cancellationToken)
    {
        var arn = ArnOf(call, name);
        if (QueryText.IdOf(arn) is null || !arn.Split(':', 6)[^1].StartsWith(ResourceStart, StringComparison.Ordinal))
        {
            throw new ChannelARNInvalidException($"The specified channel ARN is not valid: {name}.");
        }

        return await call.FindChannelAsync(arn, cancellationToken) ?? throw new ChannelNotFoundException($"Channel {name} does not exist.");
    }

    /// <summary>Finds a channel of the region by its ARN, in whatever account; its policy says who else may do what with it.</summary>
    public static async ValueTask<Channel?> FindChannelAnywhereAsync(this Call call, string arn, CancellationToken cancellationToken)
        => ChannelName.Parse(arn) is { } name && name.Region == call.Region
            ? await call.Transaction.FindAsync<Channel>(Channel.KeyOf(name.Account, name.Region.Value, name.Id), cancellationToken)
            : null;

    /// <summary>Lists the channels of the account in the region.</summary>
    public static ValueTask<IReadOnlyList<Channel>> ChannelsAsync(this Call call, CancellationToken cancellationToken)
        => call.Transaction.ListAsync<Channel>(Channel.PrefixOf(call.Account, call.Region.Value), cancellationToken);

    /// <summary>Lists the channels that deliver into a store.</summary>
    public static async ValueTask<IReadOnlyList<Channel>> ChannelsIntoAsync(this Call call, EventDataStore store, CancellationToken cancellationToken)
        => [.. (await call.ChannelsAsync(cancellationToken)).Where(channel => channel.Stores.Contains(store.Id, StringComparer.Ordinal))];

    /// <summary>Refuses a name that another channel has.</summary>
    /// <exception cref="ChannelAlreadyExistsException">Another has it.</exception>
    public static void CheckName(IEnumerable<Channel> others, string name)
    {
        if (others.Any(other => other.Name == name))
        {
            throw new ChannelAlreadyExistsException($"A channel with the name {name} already exists.");
        }
    }

    /// <summary>Reads the destinations of a channel.</summary>
    /// <returns>The ids of the stores.</returns>
    /// <exception cref="InvalidEventDataStoreCategoryException">A store does not take events from outside.</exception>
    public static async ValueTask<IReadOnlyList<string>> StoresOfAsync(this Call call, IReadOnlyList<DestinationShape> destinations, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        foreach (var destination in destinations)
        {
            if (destination.Type != DestinationType.EventDataStore)
            {
                throw new InvalidParameterException($"The destination type {destination.Type} is not valid; the valid type is {DestinationType.EventDataStore}.");
            }

            var store = await call.ActiveStoreAsync(destination.Location, cancellationToken);
            if (!store.IsOfActivities)
            {
                throw new InvalidEventDataStoreCategoryException($"The event data store {store.Arn} does not have the event category ActivityAuditLog.");
            }

            ids.Add(store.Id);
        }

        return ids;
    }

    /// <summary>The destinations as answers show them.</summary>
    public static IReadOnlyList<DestinationShape> DestinationsOf(Channel channel)
        => [.. channel.Stores.Select(id => new DestinationShape
        {
            Type = DestinationType.EventDataStore,
            Location = EventDataStore.ArnOf(new(channel.Region), channel.Account, id),
        })];

    private static string ArnOf(Call call, string name)
        => name.StartsWith("arn:", StringComparison.Ordinal) ? name : Channel.ArnOf(call.Region, call.Account, name);

    private static async ValueTask<Channel?> FindChannelAsync(this Call call, string arn, CancellationToken cancellationToken)
    {
        var id = arn[(arn.LastIndexOf('/') + 1)..];
        return arn == Channel.ArnOf(call.Region, call.Account, id)
            ? await call.Transaction.FindAsync<Channel>(Channel.KeyOf(call.Account, call.Region.Value, id), cancellationToken)
            : null;
    }
}
