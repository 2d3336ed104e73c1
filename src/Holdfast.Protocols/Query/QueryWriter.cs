using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;
using Holdfast.Protocols.Xml;

namespace Holdfast.Protocols.Query;

/// <summary>Writes answers of the AWS query protocol.</summary>
internal static class QueryWriter
{
    /// <summary>Writes the answer of an operation.</summary>
    public static void WriteResponse(OperationModel operation, IShape? output, string requestId, ResponseSink sink)
    {
        sink.Status = operation.SuccessStatus;
        sink.SetHeader(HeaderNames.RequestId, requestId);
        sink.SetHeader(HeaderNames.ContentType, "text/xml");
        using var xml = XmlBodyWriter.Open(sink.Body);
        xml.Raw("<"u8);
        WriteRootName(xml, operation);
        xml.Raw(" xmlns=\""u8);
        xml.Text(operation.Service.XmlNamespace ?? "");
        xml.Raw("\">\n"u8);
        if (output is not null && operation.ResultWrapper is { } wrapper)
        {
            xml.Open(wrapper);
            output.WriteMembers(xml);
            xml.Close(wrapper);
        }
        else
        {
            output?.WriteMembers(xml);
        }

        xml.Raw("\n<ResponseMetadata>"u8);
        xml.Element("RequestId", requestId);
        xml.Raw("</ResponseMetadata>\n</"u8);
        WriteRootName(xml, operation);
        xml.Raw(">\n"u8);
    }

    private static void WriteRootName(XmlBodyWriter xml, OperationModel operation)
    {
        xml.Text(operation.Name);
        xml.Raw("Response"u8);
    }
}
