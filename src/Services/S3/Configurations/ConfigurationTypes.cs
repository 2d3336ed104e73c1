namespace Holdfast.Services.S3.Configurations;

/// <summary>The kinds of longer configurations with their shapes.</summary>
internal static class ConfigurationTypes
{
    /// <summary>Analyses of storage classes.</summary>
    public static readonly ConfigurationType<AnalyticsConfigurationShape> Analytics = new(ConfigurationKind.Analytics, AnalyticsConfigurationShape.Facts, AnalyticsConfigurationShape.Read);

    /// <summary>Inventories.</summary>
    public static readonly ConfigurationType<InventoryConfigurationShape> Inventory = new(ConfigurationKind.Inventory, InventoryConfigurationShape.Facts, InventoryConfigurationShape.Read);

    /// <summary>Filters of metrics.</summary>
    public static readonly ConfigurationType<MetricsConfigurationShape> Metrics = new(ConfigurationKind.Metrics, MetricsConfigurationShape.Facts, MetricsConfigurationShape.Read);

    /// <summary>Configurations of intelligent tiering.</summary>
    public static readonly ConfigurationType<IntelligentTieringConfigurationShape> IntelligentTiering =
        new(ConfigurationKind.IntelligentTiering, IntelligentTieringConfigurationShape.Facts, IntelligentTieringConfigurationShape.Read);

    /// <summary>Lifecycle rules.</summary>
    public static readonly ConfigurationType<BucketLifecycleConfigurationShape> Lifecycle = new(ConfigurationKind.Lifecycle, BucketLifecycleConfigurationShape.Facts, BucketLifecycleConfigurationShape.Read);

    /// <summary>Cross-origin rules.</summary>
    public static readonly ConfigurationType<CORSConfigurationShape> Cors = new(ConfigurationKind.Cors, CORSConfigurationShape.Facts, CORSConfigurationShape.Read);

    /// <summary>Event notifications.</summary>
    public static readonly ConfigurationType<NotificationConfigurationShape> Notification = new(ConfigurationKind.Notification, NotificationConfigurationShape.Facts, NotificationConfigurationShape.Read);

    /// <summary>Server access logging.</summary>
    public static readonly ConfigurationType<LoggingEnabledShape> Logging = new(ConfigurationKind.Logging, LoggingEnabledShape.Facts, LoggingEnabledShape.Read);

    /// <summary>The static website.</summary>
    public static readonly ConfigurationType<WebsiteConfigurationShape> Website = new(ConfigurationKind.Website, WebsiteConfigurationShape.Facts, WebsiteConfigurationShape.Read);

    /// <summary>Replication rules.</summary>
    public static readonly ConfigurationType<ReplicationConfigurationShape> Replication = new(ConfigurationKind.Replication, ReplicationConfigurationShape.Facts, ReplicationConfigurationShape.Read);
}
