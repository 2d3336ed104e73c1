using Holdfast.Protocols.Models;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Json;

/// <summary>Writes errors of the AWS JSON protocols.</summary>
internal static class JsonErrors
{
    /// <summary>Gives what is said when no operation answers to the request.</summary>
    public static ErrorFacts Unknown() => new("UnknownOperationException", "", 400);

    /// <summary>Writes an error.</summary>
    public static void Write(ServiceModel service, ErrorFacts error, string requestId, ResponseSink sink)
    {
        sink.Status = error.Status;
        sink.SetHeader(HeaderNames.RequestId, requestId);
        sink.SetHeader(HeaderNames.ContentType, JsonWriter.ContentType(service));
        ErrorWords.SetQueryError(service, error, sink);

        // Version 1.0 names the namespace of the error, version 1.1 does not; clients cut it off.
        WriteBody(error, service.JsonVersion == "1.0" ? ErrorWords.QualifiedCode(service, error) : error.Code, sink);
    }

    /// <summary>Writes the body of an error, with its type when the protocol puts it there.</summary>
    public static void WriteBody(ErrorFacts error, string? type, ResponseSink sink)
    {
        using var writer = JsonBodyWriter.Open(sink.Body);
        writer.BeginRoot();
        if (type is not null)
        {
            writer.Json.WriteString("__type"u8, type);
        }

        if (error.Message.Length > 0)
        {
            writer.Json.WriteString(ErrorWords.MessageName(error), error.Message);
        }

        error.Members?.WriteMembers(new WithoutMessage(writer));
        writer.EndRoot();
    }
}
