namespace Holdfast.Services.CloudTrail.Lake;

/// <summary>What can be set about the lake.</summary>
public sealed class LakeOptions
{
    /// <summary>The folder of what is on its way between the engine and the store; null for one of the system's.</summary>
    public string? ScratchFolder { get; set; }

    /// <summary>The memory that a query may use; one that needs more fails.</summary>
    public long QueryBytesMax { get; set; } = 1L << 30;

    /// <summary>The threads that a query may use.</summary>
    public int QueryThreadsMax { get; set; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>How long a query may run (AWS: an hour).</summary>
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the events of a store are taken in when nobody queries it; a query takes in what there is before it runs.</summary>
    public TimeSpan IngestionInterval { get; set; } = TimeSpan.FromHours(6);
}
