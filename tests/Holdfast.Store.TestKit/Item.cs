using System.Text.Json.Serialization;

namespace Holdfast.Store.TestKit;

/// <summary>A record for tests: keyed by account and name, found by owner and by tag.</summary>
public sealed record Item : IRecord<Item>
{
    public static RecordIndex<Item> ByOwner { get; } = new("byOwner", static item => item.Owner);

    public static RecordIndex<Item> ByTag { get; } = new("byTag", static item => item.Tag);

    public static RecordType<Item> Type { get; } = new("test/items", TestKitJson.Default.Item, ByOwner, ByTag);

    public required string Account { get; init; }

    public required string Name { get; init; }

    public string? Owner { get; init; }

    public string? Tag { get; init; }

    public int Value { get; init; }

    [JsonIgnore]
    public string Key => $"{Account}/{Name}";

    public static Item Of(string name, int value = 0, string account = "111122223333", string? owner = null)
        => new() { Account = account, Name = name, Value = value, Owner = owner };

    public static string KeyOf(string name, string account = "111122223333") => $"{account}/{name}";
}
