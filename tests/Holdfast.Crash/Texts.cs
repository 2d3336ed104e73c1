using System.Text.Json.Serialization;

namespace Holdfast.Crash;

[JsonSerializable(typeof(string))]
internal sealed partial class Texts : JsonSerializerContext;
