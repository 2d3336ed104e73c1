namespace Holdfast.Services.S3.Notifications;

/// <summary>One destination of events with what it wants to hear, whatever kind it is of.</summary>
/// <param name="Id">The id; null when the request left it to S3.</param>
/// <param name="Arn">The destination.</param>
/// <param name="Service">The service that it is of.</param>
/// <param name="Element">The element of the XML that names it.</param>
/// <param name="What">What it is, in a sentence.</param>
/// <param name="Events">The events.</param>
/// <param name="Rules">What keys must begin and end with.</param>
internal sealed record NotificationRoute(
    string? Id, string Arn, string Service, string Element, string What, IReadOnlyList<string> Events, IReadOnlyList<FilterRuleShape> Rules)
{
    /// <summary>Gives the routes of a configuration.</summary>
    public static IReadOnlyList<NotificationRoute> Of(NotificationConfigurationShape configuration) =>
    [
        .. configuration.TopicConfigurations?.Select(static topic => new NotificationRoute(
            topic.Id, topic.TopicArn, "sns", "Topic", "topic", topic.Events, topic.Filter?.Key?.FilterRules ?? [])) ?? [],
        .. configuration.QueueConfigurations?.Select(static queue => new NotificationRoute(
            queue.Id, queue.QueueArn, "sqs", "Queue", "queue", queue.Events, queue.Filter?.Key?.FilterRules ?? [])) ?? [],
        .. configuration.LambdaFunctionConfigurations?.Select(static function => new NotificationRoute(
            function.Id, function.LambdaFunctionArn, "lambda", "CloudFunction", "Lambda function", function.Events, function.Filter?.Key?.FilterRules ?? [])) ?? [],
    ];
}
