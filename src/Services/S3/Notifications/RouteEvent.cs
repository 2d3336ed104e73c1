using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Work;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;
using Holdfast.Store;

namespace Holdfast.Services.S3.Notifications;

/// <summary>Finds the destinations that want to be told of an event, and makes a delivery to each.</summary>
internal sealed class RouteEvent(NotificationDestinations destinations) : ITimerHandler
{
    /// <summary>The kind of the timer; its key is the id of the event.</summary>
    public const string TimerKind = "s3/event";

    public string Kind => TimerKind;

    public async ValueTask FireAsync(ArmedTimer timer, Step step, CancellationToken cancellationToken)
    {
        var transaction = step.Transaction;
        if (await transaction.FindAsync<RaisedEvent>(timer.Key, cancellationToken) is not { } raised)
        {
            return;
        }

        transaction.Delete(raised);
        if (await transaction.FindAsync<StoredBucket>(raised.Bucket, cancellationToken) is not { } bucket
            || await transaction.FindAsync<BucketConfiguration>(
                BucketConfiguration.KeyOf(raised.Bucket, ConfigurationKind.Notification, ""), cancellationToken) is not { } stored)
        {
            return;
        }

        var configuration = ShapeXml.Read(
            stored.Xml, static reader => NotificationConfigurationShape.Read(reader, NotificationConfigurationShape.Facts.Root));
        foreach (var route in NotificationRoute.Of(configuration).Where(route => Wants(route, raised)))
        {
            var pending = new PendingDelivery
            {
                Id = step.Ids.NewGuid().ToString(),
                Bucket = raised.Bucket,
                Destination = route.Arn,
                Text = EventRecords.Write(raised, route.Id ?? ""),
            };
            transaction.Insert(pending);
            transaction.Arm(new(DeliverEvent.TimerKind, pending.Id, step.Now));
        }

        if (configuration.EventBridgeConfiguration is not null && BusEvents.Of(raised) is { } content)
        {
            await PutOnBusAsync(ServiceCalls.Of(step, ServiceCalls.Itself, bucket), content, cancellationToken);
        }
    }

    // The bus of an account takes whatever services put on it, so there is nothing to try again.
    private async ValueTask PutOnBusAsync(Call call, BusEvent content, CancellationToken cancellationToken)
    {
        if (await destinations.Bus.ExistsAsync(call, cancellationToken))
        {
            await destinations.Bus.PutAsync(call, content, cancellationToken);
        }
    }

    private static bool Wants(NotificationRoute route, RaisedEvent raised)
        => route.Events.Any(name => IsNamed(name, raised.Name))
            && route.Rules.All(rule => string.Equals(rule.Name, "prefix", StringComparison.OrdinalIgnoreCase)
                ? raised.ObjectKey.StartsWith(rule.Value ?? "", StringComparison.Ordinal)
                : raised.ObjectKey.EndsWith(rule.Value ?? "", StringComparison.Ordinal));

    private static bool IsNamed(string pattern, string name)
        => pattern.EndsWith('*')
            ? $"s3:{name}".StartsWith(pattern[..^1], StringComparison.Ordinal)
            : pattern.AsSpan(3).SequenceEqual(name);
}
