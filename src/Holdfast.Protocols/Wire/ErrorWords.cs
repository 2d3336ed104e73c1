using Holdfast.Protocols.Models;

namespace Holdfast.Protocols.Wire;

/// <summary>How the JSON and CBOR protocols name the parts of an error.</summary>
internal static class ErrorWords
{
    /// <summary>Gives the member that carries the message, in the case that the model or AWS's front end uses.</summary>
    public static string MessageName(ErrorFacts error)
    {
        if (error.Members is { } members)
        {
            foreach (var member in members.Shape.Members)
            {
                if (WithoutMessage.IsMessage(member))
                {
                    return member.WireName;
                }
            }
        }

        // What the front end refuses before the service sees it is worded by another part of AWS.
        return error.Members is null && error.Code is "AccessDeniedException" or "SerializationException" ? "Message" : "message";
    }

    /// <summary>Gives the code with its namespace in front: the service's for its own errors, the front end's for others.</summary>
    public static string QualifiedCode(ServiceModel service, ErrorFacts error)
        => error.Members is null ? $"com.amazon.coral.service#{error.Code}" : $"com.amazonaws.{service.Name}#{error.Code}";

    /// <summary>Sets the header that carries the code of the former query protocol.</summary>
    public static void SetQueryError(ServiceModel service, ErrorFacts error, ResponseSink sink)
    {
        if (service.IsQueryCompatible && error.QueryErrorCode is { } code)
        {
            sink.SetHeader(HeaderNames.QueryError, $"{code};{(error.IsSenderFault ? "Sender" : "Receiver")}");
        }
    }
}
