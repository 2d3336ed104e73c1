namespace Holdfast.Services.S3.Inventories;

/// <summary>Checks inventories ("PutBucketInventoryConfiguration").</summary>
internal static class InventoryRules
{
    private const string BucketArnStart = ":s3:::";

    /// <summary>Refuses a configuration that says what cannot be.</summary>
    public static void Check(InventoryConfigurationShape configuration)
    {
        var destination = configuration.Destination.S3BucketDestination;
        if (configuration.Schedule.Frequency is not (InventoryFrequency.Daily or InventoryFrequency.Weekly)
            || configuration.IncludedObjectVersions is not (InventoryIncludedObjectVersions.All or InventoryIncludedObjectVersions.Current)
            || destination.Format is not (InventoryFormat.CSV or InventoryFormat.ORC or InventoryFormat.Parquet)
            || configuration.OptionalFields?.All(static field => S3Shapes.InventoryOptionalField.Values.Contains(field)) is false
            || destination.Encryption is { SSES3: not null, SSEKMS: not null })
        {
            throw S3Errors.MalformedXml();
        }

        if (!destination.Bucket.Contains(BucketArnStart, StringComparison.Ordinal))
        {
            throw new Kernel.CommonException("InvalidS3DestinationBucket", 400, "Invalid bucket ARN.");
        }
    }
}
