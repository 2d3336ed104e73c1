using System.Collections.Concurrent;
using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Record;
using Holdfast.Protocols.Shapes;
using Holdfast.Store;

namespace Holdfast.Gateway.Recording;

/// <summary>Composes records in CloudTrail's published format, version 1.11, and appends them to the audit stream of the account and region.</summary>
/// <param name="ids">The source of event ids.</param>
/// <param name="usage">Told of every call that is recorded; null when nobody asks what was last used.</param>
/// <remarks>
/// Every call passes here, so it writes UTF-8 straight into a thread's buffer. Members that the model marks sensitive never reach
/// the buffer: the writer of elements leaves them out.
/// </remarks>
public sealed class Recorder(IdSource ids, IUsageJournal? usage = null) : IRecorder
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const int TimeLength = 20;

    // Calls come in runs of the same account and region.
    [ThreadStatic]
    private static (AccountId Account, Region Region, bool IsData, string Name)? t_stream;

    private readonly ConcurrentDictionary<OperationModel, RecordedOperation> _operations = new();
    private readonly ConcurrentDictionary<ServiceModel, ResourceTable> _tables = new();

    /// <inheritdoc/>
    public void Record(ITransaction transaction, in RecordedCall recorded)
    {
        // Calls that nobody signed are in no account's history; as data events they are in that of whose resource it is.
        if (recorded.Operation.IsUnrecorded || recorded.Account == Caller.Anonymous.Account
            || (recorded.Caller.Kind == CallerKind.Anonymous && !recorded.Operation.IsDataEvent))
        {
            return;
        }

        var operation = OperationOf(recorded.Operation);
        var buffer = RecordBuffer.Take();
        var eventId = ids.NewGuid();
        WriteRecord(buffer, recorded, operation, eventId);
        if (!recorded.Operation.IsDataEvent)
        {
            RecordLabels.Add(buffer.Labels, operation, IsForeign(recorded) ? null : recorded.Caller, eventId, buffer.Resources);
        }

        // The transaction copies the record and its labels, so the thread's next record may take their place.
        var entry = new StreamAppend(recorded.Now, buffer.Finish(), buffer.Labels);
#if !NULL_RECORDING
        transaction.Append(StreamOf(recorded), entry);
#else
        // What the benchmark of recording compares with, and nobody else builds.
        _ = (transaction, StreamOf(recorded), entry);
#endif

        // A call that runs again after a conflict is noted again, which comes to the same.
        if (recorded.Caller.Kind != CallerKind.Anonymous)
        {
            usage?.Note(recorded.Caller, recorded.Operation, recorded.Region, recorded.Now);
        }
    }

    private static void WriteRecord(RecordBuffer buffer, in RecordedCall recorded, RecordedOperation operation, Guid eventId)
    {
        var service = recorded.Operation.Service;
        var writer = buffer.Writer;
        writer.WriteStartObject();
        writer.WriteString("eventVersion"u8, "1.11"u8);
        WriteIdentity(writer, recorded);
        WriteTime(writer, recorded.Now);
        writer.WriteString("eventSource"u8, service.EventSource);
        writer.WriteString("eventName"u8, recorded.Operation.EventName);
        writer.WriteString("awsRegion"u8, recorded.Region.Value);
        writer.WriteString("sourceIPAddress"u8, recorded.Request.SourceIp);
        if (recorded.Request.UserAgent.Length > 0)
        {
            RecordLimits.WriteText(writer, "userAgent"u8, recorded.Request.UserAgent);
        }

        if (recorded.Error is { } error)
        {
            RecordLimits.WriteText(writer, "errorCode"u8, ErrorNames.Of(error, service));
            RecordLimits.WriteText(writer, "errorMessage"u8, error.Message);
        }

        WriteElements(
            buffer,
            "requestParameters"u8,
            recorded.Input,
            operation,
            operation.RequestRules,
            parameters: recorded.Parameters,
            texts: operation.IsS3 ? TextsOfS3(recorded, operation) : recorded.Texts);
        var key = operation.TellsKey ? KeyOf(recorded) : null;
        WriteElements(
            buffer,
            "responseElements"u8,
            operation.OmitsResponse ? null : recorded.Output,
            operation,
            key is null ? operation.ResponseRules : operation.KeyedResponseRules,
            operation.ResponseRules.IsEc2 ? recorded.RequestId : null,
            texts: key is null ? null : [new("keyId", key)]);
        AdditionalData.Write(writer, recorded, operation);
        WriteIds(buffer, recorded, eventId);
        writer.WriteEndObject();
    }

    // A service that calls S3 asks no host.
    private static IReadOnlyList<KeyValuePair<string, string>> TextsOfS3(in RecordedCall recorded, RecordedOperation operation)
        => recorded.Request.Host.Length == 0 ? operation.Subresources : [new("Host", recorded.Request.Host), .. operation.Subresources];

    private static string? KeyOf(in RecordedCall recorded)
    {
        for (var i = 0; i < recorded.Resources?.Count; i++)
        {
            if (recorded.Resources[i].Arn.Value.Contains(":key/", StringComparison.Ordinal))
            {
                return recorded.Resources[i].Arn.Value;
            }
        }

        return null;
    }

    private static void WriteIdentity(Utf8JsonWriter writer, in RecordedCall recorded)
    {
        if (IsForeign(recorded))
        {
            UserIdentity.WriteForeign(writer, recorded.Caller);
        }
        else
        {
            UserIdentity.Write(writer, recorded.Caller, recorded.InvokedBy);
        }
    }

    private static void WriteIds(RecordBuffer buffer, in RecordedCall recorded, Guid eventId)
    {
        var writer = buffer.Writer;
        writer.WriteString("requestID"u8, recorded.RequestId);
        writer.WriteString("eventID"u8, eventId);
        writer.WriteBoolean("readOnly"u8, recorded.Operation.IsReadOnly);
        RecordedResources.Write(buffer, recorded);
        writer.WriteString("eventType"u8, "AwsApiCall"u8);
        if (recorded.Operation.Service.RecordApiVersion is { } apiVersion)
        {
            writer.WriteString("apiVersion"u8, apiVersion);
        }

        writer.WriteBoolean("managementEvent"u8, !recorded.Operation.IsDataEvent);
        writer.WriteString("recipientAccountId"u8, recorded.Account.Value);
        if (recorded.SharedEventId is { } shared)
        {
            writer.WriteString("sharedEventID"u8, shared);
        }

        writer.WriteString("eventCategory"u8, recorded.Operation.IsDataEvent ? "Data"u8 : "Management"u8);
        TlsDetails.Write(writer, recorded.Request);
        if (recorded.Caller.Session is { IsFromConsole: true } && !IsForeign(recorded))
        {
            writer.WriteString("sessionCredentialFromConsole"u8, "true"u8);
        }
    }

    private static bool IsForeign(in RecordedCall recorded)
        => recorded.Account != recorded.Caller.Account && recorded.Caller.Kind != CallerKind.Service;

    private static void WriteTime(Utf8JsonWriter writer, DateTimeOffset now)
    {
        Span<byte> time = stackalloc byte[TimeLength];
        now.UtcDateTime.TryFormat(time, out _, TimeFormat, provider: null);
        writer.WriteString("eventTime"u8, time);
    }

    private static void WriteElements(
        RecordBuffer buffer,
        ReadOnlySpan<byte> name,
        IShape? shape,
        RecordedOperation operation,
        RecordRules rules,
        string? requestId = null,
        IReadOnlyList<RecordedParameter>? parameters = null,
        IReadOnlyList<KeyValuePair<string, string>>? texts = null)
    {
        var elements = shape is null ? [] : buffer.WriteElements(shape, rules, requestId, parameters, texts);
        if (elements.Length <= "{}".Length)
        {
            buffer.Writer.WriteNull(name);
            return;
        }

        operation.Resources.Scan(elements, operation.EventName, buffer.Resources);
        if (elements.Length > RecordLimits.ElementsBytesMax)
        {
            RecordLimits.WriteOmitted(buffer.Writer, name, elements.Length);
            return;
        }

        buffer.Writer.WritePropertyName(name);
        buffer.Writer.WriteRawValue(elements, skipInputValidation: true);
    }

    private static string StreamOf(in RecordedCall recorded)
    {
        if (t_stream is not { } last
            || last.Account != recorded.Account
            || last.Region != recorded.Region
            || last.IsData != recorded.Operation.IsDataEvent)
        {
            t_stream = last = (
                recorded.Account,
                recorded.Region,
                recorded.Operation.IsDataEvent,
                recorded.Operation.IsDataEvent
                    ? AuditStream.DataNameOf(recorded.Account, recorded.Region)
                    : AuditStream.NameOf(recorded.Account, recorded.Region));
        }

        return last.Name;
    }

    private RecordedOperation OperationOf(OperationModel operation)
        => _operations.GetOrAdd(
            operation,
            static (model, tables) => new(model, tables.GetOrAdd(model.Service, static service => new(service.ResourceTypes))),
            _tables);
}
