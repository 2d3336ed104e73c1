using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Server;

/// <summary>What the server knows of itself: the account it was made with, and whether its master key is still the same.</summary>
internal sealed record Installation : IRecord<Installation>
{
    /// <summary>The key of the only one.</summary>
    public const string OnlyKey = "server";

    /// <summary>What the check of the master key seals.</summary>
    public const string CheckedWord = "holdfast";

    /// <inheritdoc/>
    public static RecordType<Installation> Type { get; } = new("server/installation", InstallationJson.Default.Installation);

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => OnlyKey;

    /// <summary>The number of the management account.</summary>
    public required string Account { get; init; }

    /// <summary>A word sealed under the master key; it does not open under another.</summary>
    public required string KeyCheck { get; init; }

    /// <summary>The management account.</summary>
    [JsonIgnore]
    public AccountId AccountId => new(Account);
}

/// <summary>How the store keeps it.</summary>
[JsonSerializable(typeof(Installation))]
internal sealed partial class InstallationJson : JsonSerializerContext;
