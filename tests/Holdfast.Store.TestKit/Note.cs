using System.Text.Json.Serialization;

namespace Holdfast.Store.TestKit;

/// <summary>A record of another collection, whose keys may equal those of the first.</summary>
public sealed record Note : IRecord<Note>
{
    public static RecordType<Note> Type { get; } = new("test/notes", TestKitJson.Default.Note);

    public required string Id { get; init; }

    public string Text { get; init; } = string.Empty;

    [JsonIgnore]
    public string Key => Id;
}
