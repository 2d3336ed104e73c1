using Holdfast.Protocols.Models;
using Holdfast.Protocols.Query;
using Holdfast.Protocols.Wire;
using Holdfast.Protocols.Xml;

namespace Holdfast.Protocols.RestXml;

/// <summary>Writes errors of the REST-XML protocol: S3's bare ones, and the wrapped ones of the other services.</summary>
internal static class RestXmlErrors
{
    /// <summary>Gives what is said when no operation answers to the request.</summary>
    public static ErrorFacts Unknown(ServiceModel service)
        => S3Facts.IsS3(service)
            ? new("MethodNotAllowed", "The specified method is not allowed against this resource.", 405)
            : new("UnknownOperationException", "The requested operation is not supported.", 404);

    /// <summary>Writes an error.</summary>
    public static void Write(ServiceModel service, ErrorFacts error, string requestId, string hostId, ResponseSink sink)
    {
        sink.Status = error.Status;
        RestXmlWriter.SetIds(service, requestId, hostId, sink);
        sink.SetHeader(HeaderNames.ContentType, S3Facts.IsS3(service) ? "application/xml" : "text/xml");
        using var xml = XmlBodyWriter.Open(sink.Body, alwaysFraction: true);
        if (!S3Facts.IsS3(service))
        {
            QueryErrors.WriteBody(service.XmlNamespace, error, requestId, xml);
            return;
        }

        xml.Raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>"u8);
        xml.Element("Code", error.Code);
        xml.Element("Message", error.Message);
        XmlErrorMembers.Write(error, xml);
        xml.Element("RequestId", requestId);
        xml.Element("HostId", hostId);
        xml.Raw("</Error>"u8);
    }
}
