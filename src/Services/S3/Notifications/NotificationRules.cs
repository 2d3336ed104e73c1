using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.S3.Notifications;

/// <summary>Checks who is to be told of events, and keeps it ("PutBucketNotificationConfiguration").</summary>
internal static class NotificationRules
{
    private const string Prefix = "prefix";
    private const string Suffix = "suffix";

    /// <summary>Sets the notifications of a bucket; an empty configuration ends them.</summary>
    /// <param name="destinations">Looks at the destinations.</param>
    /// <param name="call">The call.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="skipsDestinations">Whether the request wants no look at the destinations.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ServiceException">It says what cannot be.</exception>
    public static async ValueTask SetAsync(
        NotificationDestinations destinations,
        Call call,
        StoredBucket bucket,
        NotificationConfigurationShape configuration,
        bool skipsDestinations,
        CancellationToken cancellationToken)
    {
        var routes = NotificationRoute.Of(configuration);
        if (routes.Count == 0 && configuration.EventBridgeConfiguration is null)
        {
            await call.UnconfigureAsync(bucket, ConfigurationKind.Notification, cancellationToken);
            return;
        }

        foreach (var route in routes)
        {
            Check(route);
        }

        CheckTogether(routes);
        if (!skipsDestinations)
        {
            await destinations.ValidateAsync(call, bucket, routes.Select(static route => route.Arn), cancellationToken);
        }

        await call.ConfigureAsync(bucket, ConfigurationKind.Notification, WithIds(configuration, call.Ids), cancellationToken);
    }

    private static void Check(NotificationRoute route)
    {
        if (route.Events is not { Count: > 0 })
        {
            throw S3Errors.MalformedXml();
        }

        if (route.Events.FirstOrDefault(static name => !S3Shapes.Event.Values.Contains(name)) is { } unknown)
        {
            throw S3Errors.InvalidArgument("The event is not supported for notifications", "Event", unknown);
        }

        if (!Arn.TryParse(route.Arn, provider: null, out var arn) || !arn.Value.Contains($":{route.Service}:", StringComparison.Ordinal))
        {
            throw S3Errors.InvalidArgument("The ARN could not be parsed", route.Element, route.Arn);
        }

        foreach (var rule in route.Rules)
        {
            if (!IsNamed(rule, Prefix) && !IsNamed(rule, Suffix))
            {
                throw S3Errors.InvalidArgument("filter rule name must be either prefix or suffix", "FilterRule.Name", rule.Name);
            }
        }

        foreach (var name in (string[])[Prefix, Suffix])
        {
            if (route.Rules.Count(rule => IsNamed(rule, name)) > 1)
            {
                throw S3Errors.InvalidArgument($"Cannot specify more than one {name} rule in a filter.", "FilterRule.Name", name);
            }
        }
    }

    // An event goes to one destination: of two that could both be meant, none can be chosen.
    private static void CheckTogether(IReadOnlyList<NotificationRoute> routes)
    {
        for (var i = 0; i < routes.Count; i++)
        {
            for (var j = i + 1; j < routes.Count; j++)
            {
                var (one, other) = (routes[i], routes[j]);
                if (one.Id is not null && one.Id == other.Id)
                {
                    throw S3Errors.InvalidArgument("Same ID used for multiple configurations. IDs must be unique", "Id", one.Id);
                }

                if (one.Events.Any(name => other.Events.Any(second => Overlap(name, second)))
                    && Overlap(ValueOf(one, Prefix), ValueOf(other, Prefix), static (text, part) => text.StartsWith(part, StringComparison.Ordinal))
                    && Overlap(ValueOf(one, Suffix), ValueOf(other, Suffix), static (text, part) => text.EndsWith(part, StringComparison.Ordinal)))
                {
                    throw one.Rules.Count + other.Rules.Count == 0
                        ? S3Errors.InvalidArgument("Configurations overlap. Configurations on the same bucket cannot share a common event type.", "Event", one.Events[0])
                        : S3Errors.InvalidArgument(
                            "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.", "Event", one.Events[0]);
                }
            }
        }
    }

    private static bool Overlap(string one, string other)
        => one == other || Covers(one, other) || Covers(other, one);

    private static bool Covers(string wide, string narrow) => wide.EndsWith('*') && narrow.StartsWith(wide[..^1], StringComparison.Ordinal);

    private static bool Overlap(string one, string other, Func<string, string, bool> isPart) => isPart(one, other) || isPart(other, one);

    private static string ValueOf(NotificationRoute route, string name) => route.Rules.FirstOrDefault(rule => IsNamed(rule, name))?.Value ?? "";

    private static bool IsNamed(FilterRuleShape rule, string name) => string.Equals(rule.Name, name, StringComparison.OrdinalIgnoreCase);

    private static NotificationConfigurationShape WithIds(NotificationConfigurationShape configuration, IdSource ids) => configuration with
    {
        TopicConfigurations = configuration.TopicConfigurations?.Select(topic => topic.Id is null ? topic with { Id = ids.NewGuid().ToString() } : topic).ToArray(),
        QueueConfigurations = configuration.QueueConfigurations?.Select(queue => queue.Id is null ? queue with { Id = ids.NewGuid().ToString() } : queue).ToArray(),
        LambdaFunctionConfigurations = configuration.LambdaFunctionConfigurations?.Select(function => function.Id is null ? function with { Id = ids.NewGuid().ToString() } : function).ToArray(),
    };
}
