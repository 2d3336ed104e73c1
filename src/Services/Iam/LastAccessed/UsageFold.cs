using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>Up to when the records of last uses tell of every call.</summary>
internal sealed record UsageFold : IRecord<UsageFold>
{
    /// <summary>The key of the one record.</summary>
    public const string OnlyKey = "all";

    /// <inheritdoc/>
    public static RecordType<UsageFold> Type { get; } = new("iam/usage-fold", IamJson.Default.UsageFold);

    /// <summary>The instant.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long after this one the next fold is due.</summary>
    public required TimeSpan Next { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => OnlyKey;
}
