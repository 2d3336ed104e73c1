namespace Holdfast.Services.S3.Analytics;

/// <summary>Checks analyses of storage classes ("PutBucketAnalyticsConfiguration").</summary>
internal static class AnalyticsRules
{
    /// <summary>Refuses a configuration that says what cannot be.</summary>
    public static void Check(AnalyticsConfigurationShape configuration)
    {
        var export = configuration.StorageClassAnalysis.DataExport;
        var filter = configuration.Filter;
        if (export is { OutputSchemaVersion: not StorageClassAnalysisSchemaVersion.V1 }
            || export is { Destination.S3BucketDestination: { Format: not AnalyticsS3ExportFileFormat.CSV } or { Bucket: not { Length: > 0 } } }
            || (filter?.Prefix is null ? 0 : 1) + (filter?.Tag is null ? 0 : 1) + (filter?.And is null ? 0 : 1) > 1)
        {
            throw S3Errors.MalformedXml();
        }
    }
}
