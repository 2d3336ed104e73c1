using System.Text.Json.Serialization;
using Holdfast.Services.Sts.Federation;

namespace Holdfast.Services.Sts;

/// <summary>The JSON form in which the store keeps the records of the service.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(UsedAssertion))]
internal sealed partial class StsJson : JsonSerializerContext;
