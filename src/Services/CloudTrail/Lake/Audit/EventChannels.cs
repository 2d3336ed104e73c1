using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.CloudTrail.Lake.Channels;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Audit;

/// <summary>Keeps what comes through channels until it is in the files of the stores, where queries look after they took it in.</summary>
internal sealed class EventChannels : IEventChannels
{
    // Calls of a channel do not wait for one another to write down when the last one was.
    private static readonly TimeSpan s_statusPeriod = TimeSpan.FromSeconds(1);

    // Whoever puts all day long does not fill the store with single events until somebody asks for them.
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async ValueTask<EventChannel?> FindAsync(IReadTransaction transaction, ChannelName name, CancellationToken cancellationToken)
    {
        if (await ChannelAsync(transaction, name, cancellationToken) is not { } channel)
        {
            return null;
        }

        var retention = TimeSpan.Zero;
        foreach (var id in channel.Stores)
        {
            var store = await transaction.FindAsync<EventDataStore>(EventDataStore.KeyOf(channel.Account, channel.Region, id), cancellationToken);
            retention = TimeSpan.FromDays(Math.Max(retention.TotalDays, store?.RetentionDays ?? 0));
        }

        return new() { ResourcePolicy = channel.ResourcePolicy, Tags = channel.Tags, Retention = retention };
    }

    /// <inheritdoc/>
    public async ValueTask PutAsync(Call call, ChannelName name, ChannelDelivery delivery, CancellationToken cancellationToken)
    {
        var channel = (await ChannelAsync(call.Transaction, name, cancellationToken))!;
        foreach (var key in delivery.Events.Count == 0 ? [] : channel.Stores.Select(id => EventDataStore.KeyOf(channel.Account, channel.Region, id)))
        {
            call.Transaction.Insert(new WaitingEvents { Store = key, At = call.Now, Id = call.Ids.NewGuid().ToString(), Events = delivery.Events });
            call.Transaction.Arm(new ArmedTimer(TakeInEvents.TimerKind, key, NextPeriod(call.Now)));
        }

        var after = channel with
        {
            AttemptedAt = call.Now,
            AttemptedEvent = delivery.LastAttempt,
            SucceededAt = delivery.LastKept is null ? channel.SucceededAt : call.Now,
            SucceededEvent = delivery.LastKept ?? channel.SucceededEvent,
            Error = delivery.Error,
        };
        if (!(call.Now - channel.AttemptedAt < s_statusPeriod) || after.Error != channel.Error)
        {
            call.Transaction.Replace(channel, after);
        }
    }

    private static DateTimeOffset NextPeriod(DateTimeOffset now) => new(now.UtcTicks - (now.UtcTicks % s_period.Ticks) + s_period.Ticks, TimeSpan.Zero);

    private static ValueTask<Channel?> ChannelAsync(IReadTransaction transaction, ChannelName name, CancellationToken cancellationToken)
        => transaction.FindAsync<Channel>(Channel.KeyOf(name.Account, name.Region.Value, name.Id), cancellationToken);
}
