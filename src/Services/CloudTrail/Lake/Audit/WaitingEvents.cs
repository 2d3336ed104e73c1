using System.Globalization;
using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Audit;

/// <summary>Events from outside that one call put, and that wait to be written into a file of their store: what was answered is durable before there is a file.</summary>
internal sealed record WaitingEvents : IRecord<WaitingEvents>
{
    /// <summary>The collection.</summary>
    public static RecordType<WaitingEvents> Type { get; } = new("cloudtrail/waiting-events", CloudTrailJson.Default.WaitingEvents);

    /// <summary>The key of the store.</summary>
    public required string Store { get; init; }

    /// <summary>When they were put.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What tells the call apart.</summary>
    public required string Id { get; init; }

    /// <summary>The events, in JSON.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => $"{PrefixOf(Store)}{At.UtcTicks.ToString("D19", CultureInfo.InvariantCulture)}/{Id}";

    /// <summary>How the keys of a store's events begin.</summary>
    public static string PrefixOf(string store) => $"{store}/";
}
