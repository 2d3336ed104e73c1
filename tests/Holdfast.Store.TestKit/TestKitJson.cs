using System.Text.Json.Serialization;

namespace Holdfast.Store.TestKit;

/// <summary>The JSON forms of the records of the kit.</summary>
[JsonSerializable(typeof(Item))]
[JsonSerializable(typeof(Note))]
public sealed partial class TestKitJson : JsonSerializerContext;
