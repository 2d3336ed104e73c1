using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Kms.Aliases;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.Material;

namespace Holdfast.Services.Kms;

/// <summary>The JSON form in which the store keeps the records of the service.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(AccountIdJson)])]
[JsonSerializable(typeof(Key))]
[JsonSerializable(typeof(KeyUse))]
[JsonSerializable(typeof(KeyMaterial))]
[JsonSerializable(typeof(Alias))]
[JsonSerializable(typeof(Grant))]
internal sealed partial class KmsJson : JsonSerializerContext;
