using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Services.CloudTrail.Import;
using Holdfast.Services.CloudTrail.Lake.Audit;
using Holdfast.Services.CloudTrail.Lake.Channels;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Lake.Imports;
using Holdfast.Services.CloudTrail.Lake.Queries;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Services.CloudTrail.Logging;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail;

/// <summary>The JSON form in which the store keeps the records of the service.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(AccountIdJson)])]
[JsonSerializable(typeof(Trail))]
[JsonSerializable(typeof(TrailLog))]
[JsonSerializable(typeof(StreamCursor))]
[JsonSerializable(typeof(DeliveredFile))]
[JsonSerializable(typeof(DigestChain))]
[JsonSerializable(typeof(SigningKey))]
[JsonSerializable(typeof(ImportedFile))]
[JsonSerializable(typeof(EventDataStore))]
[JsonSerializable(typeof(EventFile))]
[JsonSerializable(typeof(LakeQuery))]
[JsonSerializable(typeof(PendingQuery))]
[JsonSerializable(typeof(Channel))]
[JsonSerializable(typeof(WaitingEvents))]
[JsonSerializable(typeof(LakeImport))]
[JsonSerializable(typeof(PendingImport))]
[JsonSerializable(typeof(ImportFailure))]
internal sealed partial class CloudTrailJson : JsonSerializerContext;
