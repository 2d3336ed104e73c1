using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;
using Holdfast.Protocols.Xml;

namespace Holdfast.Protocols.Ec2;

/// <summary>Writes answers of the EC2 query protocol: no wrapper, the request id first.</summary>
internal static class Ec2Writer
{
    /// <summary>What the body is.</summary>
    public const string ContentType = "text/xml;charset=UTF-8";

    /// <summary>Writes the answer of an operation.</summary>
    public static void WriteResponse(OperationModel operation, IShape? output, string requestId, ResponseSink sink)
    {
        sink.Status = operation.SuccessStatus;
        sink.SetHeader(HeaderNames.RequestId, requestId);
        sink.SetHeader(HeaderNames.ContentType, ContentType);
        using var xml = XmlBodyWriter.Open(sink.Body, alwaysFraction: true);
        xml.Raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<"u8);
        xml.Text(operation.Name);
        xml.Raw("Response xmlns=\""u8);
        xml.Text(operation.Service.XmlNamespace ?? "");
        xml.Raw("\">"u8);
        xml.Element("requestId", requestId);
        output?.WriteMembers(xml);
        xml.Raw("</"u8);
        xml.Text(operation.Name);
        xml.Raw("Response>"u8);
    }
}
