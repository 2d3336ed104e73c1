using Holdfast.Protocols.Query;
using Holdfast.Protocols.Wire;
using Holdfast.Protocols.Xml;

namespace Holdfast.Protocols.Ec2;

/// <summary>Writes errors of the EC2 query protocol.</summary>
internal static class Ec2Errors
{
    /// <summary>Gives what is said when no operation answers to the request.</summary>
    public static ErrorFacts Unknown(RequestParts request)
        => QueryRouter.FindParameter(request, "Action"u8) is { } action
            ? new("InvalidAction", $"The action {action} is not valid for this web service.", 400)
            : new("MissingAction", "The request must contain the parameter Action.", 400);

    /// <summary>Writes an error.</summary>
    public static void Write(ErrorFacts error, string requestId, ResponseSink sink)
    {
        sink.Status = error.Status;
        sink.SetHeader(HeaderNames.RequestId, requestId);
        sink.SetHeader(HeaderNames.ContentType, Ec2Writer.ContentType);
        using var xml = XmlBodyWriter.Open(sink.Body, alwaysFraction: true);
        xml.Raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error>"u8);
        xml.Element("Code", error.Code);
        xml.Element("Message", error.Message);
        XmlErrorMembers.Write(error, xml);
        xml.Raw("</Error></Errors>"u8);
        xml.Element("RequestID", requestId);
        xml.Raw("</Response>"u8);
    }
}
