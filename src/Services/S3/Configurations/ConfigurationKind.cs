namespace Holdfast.Services.S3.Configurations;

/// <summary>The kinds of longer configurations.</summary>
internal static class ConfigurationKind
{
    /// <summary>Lifecycle rules.</summary>
    public const string Lifecycle = "lifecycle";

    /// <summary>Cross-origin rules.</summary>
    public const string Cors = "cors";

    /// <summary>Event notifications.</summary>
    public const string Notification = "notification";

    /// <summary>Server access logging.</summary>
    public const string Logging = "logging";

    /// <summary>The static website.</summary>
    public const string Website = "website";

    /// <summary>Replication rules.</summary>
    public const string Replication = "replication";

    /// <summary>Analytics; several with ids.</summary>
    public const string Analytics = "analytics";

    /// <summary>Inventories; several with ids.</summary>
    public const string Inventory = "inventory";

    /// <summary>Metrics; several with ids.</summary>
    public const string Metrics = "metrics";

    /// <summary>Intelligent tiering; several with ids.</summary>
    public const string IntelligentTiering = "intelligent-tiering";
}
