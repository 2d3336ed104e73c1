using System.Globalization;
using System.Text.Json.Serialization;

namespace Holdfast.Store.Sqlite.Tests;

/// <summary>The items of the kit as a later version of the program knows them: with one more index.</summary>
internal sealed partial record ItemByValue : IRecord<ItemByValue>
{
    public static RecordIndex<ItemByValue> ByValue { get; } = new("byValue", static item => item.Value.ToString(CultureInfo.InvariantCulture));

    public static RecordType<ItemByValue> Type { get; } = new("test/items", ItemJson.Default.ItemByValue, ByValue);

    public required string Account { get; init; }

    public required string Name { get; init; }

    public int Value { get; init; }

    [JsonIgnore]
    public string Key => $"{Account}/{Name}";

    [JsonSerializable(typeof(ItemByValue))]
    internal sealed partial class ItemJson : JsonSerializerContext;
}
