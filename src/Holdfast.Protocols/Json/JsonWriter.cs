using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Json;

/// <summary>Writes answers of the AWS JSON protocols 1.0 and 1.1.</summary>
internal static class JsonWriter
{
    private const string EventStreamType = "application/vnd.amazon.eventstream";

    /// <summary>Writes the answer of an operation; one that the model gives no output has no body.</summary>
    public static void WriteResponse(OperationModel operation, IShape? output, string requestId, ResponseSink sink)
    {
        sink.Status = operation.SuccessStatus;
        sink.SetHeader(HeaderNames.RequestId, requestId);
        sink.SetHeader(HeaderNames.ContentType, ContentType(operation.Service));
        if (operation.Output is null)
        {
            return;
        }

        if (HasEventStream(operation.Output))
        {
            sink.SetHeader(HeaderNames.ContentType, EventStreamType);
            output?.WriteMembers(new StreamTaker(sink));
            return;
        }

        using var writer = JsonBodyWriter.Open(sink.Body);
        writer.BeginRoot();
        output?.WriteMembers(writer);
        writer.EndRoot();
    }

    /// <summary>Gives the content type of a service's version of the protocol.</summary>
    public static string ContentType(ServiceModel service)
        => service.JsonVersion == "1.0" ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1";

    private static bool HasEventStream(Shape output)
    {
        foreach (var member in output.Members)
        {
            if (member.Target.IsStreaming)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes the stream of events the body: its frames carry all there is, the operation makes them.</summary>
    private sealed class StreamTaker(ResponseSink sink) : IgnoringWriter
    {
        public override void WriteStream(Member at, Stream value) => sink.SetStream(value);
    }
}
