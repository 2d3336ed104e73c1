using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Delivery;

/// <summary>How far a trail has delivered the events of a region: it moves in the transaction that writes the file, so each event is delivered once.</summary>
internal sealed record StreamCursor : IRecord<StreamCursor>
{
    /// <summary>The collection.</summary>
    public static RecordType<StreamCursor> Type { get; } = new("cloudtrail/cursors", CloudTrailJson.Default.StreamCursor);

    /// <summary>The key of the trail.</summary>
    public required string Trail { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The number of the last management event that was read.</summary>
    public long Management { get; init; }

    /// <summary>The number of the last data event that was read.</summary>
    public long Data { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Trail, Region);

    /// <summary>The key of a cursor.</summary>
    public static string KeyOf(string trail, string region) => $"{PrefixOf(trail)}{region}";

    /// <summary>How the keys of a trail's cursors begin.</summary>
    public static string PrefixOf(string trail) => $"{trail}/";

    /// <summary>What stands for the trail in the cursors of its log group, whose keys begin like those of the trail's own.</summary>
    public static string LogGroupOf(string trail) => $"{trail}/log-group";

    /// <summary>Writes a cursor, if it moved.</summary>
    public static void Keep(ITransaction transaction, StreamCursor? before, StreamCursor after)
    {
        if (before is null && after is not { Management: 0, Data: 0 })
        {
            transaction.Insert(after);
        }
        else if (before is not null && after != before)
        {
            transaction.Replace(before, after);
        }
    }
}
