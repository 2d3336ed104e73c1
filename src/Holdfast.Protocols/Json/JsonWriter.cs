using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Json;

/// <summary>Writes answers of the AWS JSON protocols 1.0 and 1.1.</summary>
internal static class JsonWriter
{
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

        using var writer = JsonBodyWriter.Open(sink.Body);
        writer.BeginRoot();
        output?.WriteMembers(writer);
        writer.EndRoot();
    }

    /// <summary>Gives the content type of a service's version of the protocol.</summary>
    public static string ContentType(ServiceModel service)
        => service.JsonVersion == "1.0" ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1";
}
