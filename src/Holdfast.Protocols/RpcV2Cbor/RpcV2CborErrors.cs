using Holdfast.Protocols.Models;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.RpcV2Cbor;

/// <summary>Writes errors of Smithy RPC v2 CBOR.</summary>
internal static class RpcV2CborErrors
{
    /// <summary>Gives what is said when no operation answers to the request.</summary>
    public static ErrorFacts Unknown() => new("UnknownOperationException", "", 404);

    /// <summary>Writes an error.</summary>
    public static void Write(ServiceModel service, ErrorFacts error, string requestId, ResponseSink sink)
    {
        sink.Status = error.Status;
        sink.SetHeader("smithy-protocol", "rpc-v2-cbor");
        sink.SetHeader(HeaderNames.RequestId, requestId);
        sink.SetHeader(HeaderNames.ContentType, "application/cbor");
        ErrorWords.SetQueryError(service, error, sink);
        using var writer = RpcV2CborWriter.Open(sink.Body);
        writer.BeginRoot();
        writer.Text("__type");
        writer.Text(ErrorWords.QualifiedCode(service, error));
        if (error.Message.Length > 0)
        {
            writer.Text(ErrorWords.MessageName(error));
            writer.Text(error.Message);
        }

        error.Members?.WriteMembers(new WithoutMessage(writer));
        writer.EndRoot();
    }
}
