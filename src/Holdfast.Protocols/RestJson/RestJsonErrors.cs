using Holdfast.Protocols.Json;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.RestJson;

/// <summary>Writes errors of the REST-JSON protocol: the code in a header, the rest in the body.</summary>
internal static class RestJsonErrors
{
    /// <summary>Gives what is said when no operation answers to the request.</summary>
    public static ErrorFacts Unknown() => new("UnknownOperationException", "", 404);

    /// <summary>Writes an error.</summary>
    public static void Write(ErrorFacts error, string requestId, ResponseSink sink)
    {
        sink.Status = error.Status;
        sink.SetHeader(HeaderNames.RequestId, requestId);
        sink.SetHeader(HeaderNames.ContentType, RestJsonWriter.ContentType);
        using var body = JsonBodyWriter.Open(sink.Body);
        body.BeginRoot();
        JsonErrors.WriteMessage(error, body);
        error.Members?.WriteMembers(new WithoutMessage(new RestJsonWriter(sink, body)));
        body.EndRoot();

        // Account's errors have a member in this very header; the code is what clients look for there.
        sink.SetHeader(HeaderNames.ErrorType, error.Code);
    }
}
