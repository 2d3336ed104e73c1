namespace Holdfast.Services.S3.Metrics;

/// <summary>Checks filters of metrics ("PutBucketMetricsConfiguration").</summary>
internal static class MetricsRules
{
    /// <summary>Refuses a configuration that says what cannot be.</summary>
    public static void Check(MetricsConfigurationShape configuration)
    {
        if (configuration.Filter is { } filter
            && (filter.Prefix is null ? 0 : 1) + (filter.Tag is null ? 0 : 1) + (filter.And is null ? 0 : 1) + (filter.AccessPointArn is null ? 0 : 1) != 1)
        {
            throw S3Errors.MalformedXml();
        }
    }
}
