using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Kernel.Work;

/// <summary>How far the virtual clock is from the real one, kept so that a restart does not turn it back.</summary>
internal sealed record ClockOffset : IRecord<ClockOffset>
{
    public const string OnlyKey = "offset";

    public static RecordType<ClockOffset> Type { get; } = new("work/clock", WorkJson.Default.ClockOffset);

    public required long Ticks { get; init; }

    [JsonIgnore]
    public string Key => OnlyKey;
}
