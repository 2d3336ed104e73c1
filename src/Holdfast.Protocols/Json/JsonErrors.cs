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

        using var body = JsonBodyWriter.Open(sink.Body);
        body.BeginRoot();

        // Version 1.0 names the namespace of the error, version 1.1 does not; clients cut it off.
        body.Json.WriteString("__type"u8, service.JsonVersion == "1.0" ? ErrorWords.QualifiedCode(service, error) : error.Code);
        WriteMessage(error, body);
        error.Members?.WriteMembers(new WithoutMessage(body));
        body.EndRoot();
    }

    /// <summary>Writes the message, if there is one, under its name.</summary>
    public static void WriteMessage(ErrorFacts error, JsonBodyWriter body)
    {
        if (error.Message.Length > 0)
        {
            body.Json.WriteString(ErrorWords.MessageName(error), error.Message);
        }
    }
}
