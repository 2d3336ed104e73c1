namespace Holdfast.Services.S3.IntelligentTiering;

/// <summary>Checks configurations of intelligent tiering ("PutBucketIntelligentTieringConfiguration").</summary>
internal static class IntelligentTieringRules
{
    private const int DaysMax = 730;
    private const int ArchiveDaysMin = 90;
    private const int DeepArchiveDaysMin = 180;

    /// <summary>Refuses a configuration that says what cannot be.</summary>
    public static void Check(IntelligentTieringConfigurationShape configuration)
    {
        var filter = configuration.Filter;
        if (configuration.Status is not (IntelligentTieringStatus.Enabled or IntelligentTieringStatus.Disabled)
            || configuration.Tierings is not { Count: 1 or 2 } tierings
            || tierings.DistinctBy(static tiering => tiering.AccessTier).Count() != tierings.Count
            || (filter?.Prefix is null ? 0 : 1) + (filter?.Tag is null ? 0 : 1) + (filter?.And is null ? 0 : 1) > 1)
        {
            throw S3Errors.MalformedXml();
        }

        foreach (var tiering in tierings)
        {
            var least = tiering.AccessTier switch
            {
                IntelligentTieringAccessTier.ArchiveAccess => ArchiveDaysMin,
                IntelligentTieringAccessTier.DeepArchiveAccess => DeepArchiveDaysMin,
                _ => throw S3Errors.MalformedXml(),
            };
            if (tiering.Days < least || tiering.Days > DaysMax)
            {
                throw S3Errors.InvalidRequest($"'Days' for {tiering.AccessTier} must be between {least} and {DaysMax}");
            }
        }
    }
}
