using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Bodies;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Figures;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Logging;
using Holdfast.Services.S3.Notifications;
using Holdfast.Services.S3.Multipart;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3;

/// <summary>The JSON form in which the store keeps the records of the service.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(AccountIdJson)])]
[JsonSerializable(typeof(StoredBucket))]
[JsonSerializable(typeof(BucketConfiguration))]
[JsonSerializable(typeof(CurrentObject))]
[JsonSerializable(typeof(PastVersion))]
[JsonSerializable(typeof(InlineBody))]
[JsonSerializable(typeof(RaisedEvent))]
[JsonSerializable(typeof(PendingDelivery))]
[JsonSerializable(typeof(LifecycleRun))]
[JsonSerializable(typeof(AccessCursor))]
[JsonSerializable(typeof(StorageCount))]
[JsonSerializable(typeof(StoredUpload))]
[JsonSerializable(typeof(UploadedPart))]
[JsonSerializable(typeof(ObjectPart))]
internal sealed partial class S3Json : JsonSerializerContext;
