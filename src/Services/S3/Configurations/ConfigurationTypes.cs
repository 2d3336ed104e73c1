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
}
