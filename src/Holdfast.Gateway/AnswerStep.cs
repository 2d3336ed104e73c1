using Holdfast.Kernel;
using Holdfast.Protocols.Codecs;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Gateway;

/// <summary>Writes the answer in the caller's protocol.</summary>
internal static class AnswerStep
{
    // A request whose service is not known is answered all the same, in the protocol that it looks like.
    private static readonly ServiceModel NoService = new(static _ => [])
    {
        Name = "",
        ServiceId = "",
        EndpointPrefix = "",
        SigningName = "",
        ApiVersion = "",
        Protocols = [],
        ActionPrefix = "",
        EventSource = "",
    };

    /// <summary>Says in the words of the wire what an error of a service says.</summary>
    public static ErrorFacts FactsOf(ServiceException error) => new(error.Code, error.Message, error.Status, error.IsSenderFault)
    {
        Members = error as IShape,
        QueryErrorCode = error.QueryErrorCode,
        Details = error.Details,
        Headers = error.Headers,
    };

    /// <summary>Writes the output of a call that succeeded.</summary>
    public static void WriteResponse(Exchange exchange)
    {
        SetServer(exchange);
        ProtocolCodecs.Of(exchange.Recognized.Protocol).WriteResponse(
            exchange.Operation!, exchange.Output, exchange.RequestId, exchange.HostId, exchange.Answer);
    }

    /// <summary>Writes an error.</summary>
    public static void WriteError(Exchange exchange, ErrorFacts error)
    {
        exchange.ErrorCode = error.Code;
        exchange.Answer.Restart();
        SetServer(exchange);
        if (exchange.IsBodyOpen && exchange.Headers.Find("Expect") is not null)
        {
            // Who waits for leave to send a body and is refused sends none, and the connection cannot tell what comes next from that body.
            exchange.Answer.SetHeader("Connection", "close");
        }

        for (var i = 0; i < error.Headers.Count; i++)
        {
            exchange.Answer.SetHeader(error.Headers[i].Key, error.Headers[i].Value);
        }

        if (exchange.Recognized.Service is { SigningName: "s3" })
        {
            error = error with { Details = [.. error.Details, new("Resource", Uri.UnescapeDataString(exchange.RawPath))] };
        }

        ProtocolCodecs.Of(exchange.Recognized.Protocol).WriteError(
            exchange.Recognized.Service ?? NoService, exchange.Operation, error, exchange.RequestId, exchange.HostId, exchange.Answer);
    }

    // S3 alone says what it is.
    private static void SetServer(Exchange exchange)
    {
        if (exchange.Recognized.Service is { SigningName: "s3" })
        {
            exchange.Answer.SetHeader("Server", "AmazonS3");
        }
    }
}
