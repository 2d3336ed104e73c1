using System.Text.Json.Serialization;

namespace Holdfast.Kernel.Work;

/// <summary>The JSON forms of the records of background work.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ParkedStep))]
[JsonSerializable(typeof(ClockOffset))]
internal sealed partial class WorkJson : JsonSerializerContext;
