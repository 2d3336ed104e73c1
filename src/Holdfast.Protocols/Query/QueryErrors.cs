using Holdfast.Protocols.Models;
using Holdfast.Protocols.Wire;
using Holdfast.Protocols.Xml;

namespace Holdfast.Protocols.Query;

/// <summary>Writes errors of the AWS query protocol.</summary>
internal static class QueryErrors
{
    /// <summary>Gives what is said when no operation answers to the request.</summary>
    public static ErrorFacts Unknown(ServiceModel service, RequestParts request)
    {
        if (QueryRouter.FindParameter(request, "Action"u8) is not { } action)
        {
            return new("MissingAction", "The request must contain the parameter Action.", 400);
        }

        var version = QueryRouter.FindParameter(request, "Version"u8) ?? service.ApiVersion;
        return new("InvalidAction", $"Could not find operation {action} for version {version}", 400);
    }

    /// <summary>Writes an error.</summary>
    public static void Write(ServiceModel service, ErrorFacts error, string requestId, ResponseSink sink)
    {
        sink.Status = error.Status;
        sink.SetHeader(HeaderNames.RequestId, requestId);
        sink.SetHeader(HeaderNames.ContentType, "text/xml");
        using var xml = XmlBodyWriter.Open(sink.Body);
        WriteBody(service.XmlNamespace, error, requestId, xml);
    }

    /// <summary>Writes the body that AWS query and the REST-XML services other than S3 have in common.</summary>
    public static void WriteBody(string? xmlNamespace, ErrorFacts error, string requestId, XmlBodyWriter xml)
    {
        xml.Open("ErrorResponse", xmlNamespace);
        xml.Raw("\n<Error>"u8);
        xml.Element("Type", error.IsSenderFault ? "Sender" : "Receiver");

        // A service that came from query to JSON has kept its old codes here, though JSON names the shape.
        xml.Element("Code", error.QueryErrorCode ?? error.Code);
        xml.Element("Message", error.Message);
        XmlErrorMembers.Write(error, xml);
        xml.Raw("</Error>\n"u8);
        xml.Element("RequestId", requestId);
        xml.Raw("\n</ErrorResponse>\n"u8);
    }
}
