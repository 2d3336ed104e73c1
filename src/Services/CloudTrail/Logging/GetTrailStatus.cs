using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail.Logging;

/// <summary>Tells whether a trail logs, and how its deliveries went.</summary>
internal sealed class GetTrailStatus(ITopicPublisher topics, ILogWriter logs) : IOperation<GetTrailStatusRequest, GetTrailStatusResponse>
{
    private const string NotAvailable = "NotAvailable: there is no such service here yet, so nothing is delivered to it.";

    public ValueTask<Target> TargetAsync(GetTrailStatusRequest request, Call call, CancellationToken cancellationToken)
        => call.TrailTargetAsync(request.Name, cancellationToken);

    public async ValueTask<GetTrailStatusResponse> ExecuteAsync(GetTrailStatusRequest request, Call call, CancellationToken cancellationToken)
    {
        var trail = await call.TrailAsync(request.Name, cancellationToken);
        var log = await call.LogOfAsync(trail, cancellationToken);
        return new()
        {
            IsLogging = log.IsLogging,
            LatestDeliveryTime = log.DeliveredAt,
            LatestDeliveryError = log.DeliveryError,
            StartLoggingTime = log.StartedAt,
            StopLoggingTime = log.StoppedAt,
            LatestDigestDeliveryTime = log.DigestedAt,
            LatestDigestDeliveryError = log.DigestError,
            LatestNotificationTime = log.NotifiedAt,
            LatestNotificationError = trail.TopicArn is null || topics.IsAvailable ? log.NotificationError : NotAvailable,
            LatestCloudWatchLogsDeliveryTime = log.LoggedAt,
            LatestCloudWatchLogsDeliveryError = trail.LogGroupArn is null || logs.IsAvailable ? log.LogGroupError : NotAvailable,
            LatestDeliveryAttemptTime = TextOf(log.AttemptedAt),
            LatestDeliveryAttemptSucceeded = TextOf(log.DeliveredAt),
            LatestNotificationAttemptTime = TextOf(log.NotificationAttemptedAt),
            LatestNotificationAttemptSucceeded = TextOf(log.NotifiedAt),
            TimeLoggingStarted = TextOf(log.StartedAt),
            TimeLoggingStopped = TextOf(log.StoppedAt),
        };
    }

    private static string TextOf(DateTimeOffset? instant)
        => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
