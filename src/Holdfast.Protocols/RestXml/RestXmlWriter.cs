using Holdfast.Protocols.Models;
using Holdfast.Protocols.Rest;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;
using Holdfast.Protocols.Xml;

namespace Holdfast.Protocols.RestXml;

/// <summary>Writes answers of the REST-XML protocol.</summary>
internal sealed class RestXmlWriter : RestWriter
{
    private static ReadOnlySpan<byte> Declaration => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"u8;

    private readonly XmlBodyWriter _body;
    private readonly string? _xmlNamespace;

    private RestXmlWriter(ResponseSink sink, XmlBodyWriter body, string? xmlNamespace)
        : base(sink, body)
    {
        _body = body;
        _xmlNamespace = xmlNamespace;
    }

    /// <summary>Sets the headers that name a request.</summary>
    public static void SetIds(ServiceModel service, string requestId, string hostId, ResponseSink sink)
    {
        if (S3Facts.IsS3(service))
        {
            sink.SetHeader(HeaderNames.S3RequestId, requestId);
            sink.SetHeader(HeaderNames.S3HostId, hostId);
        }
        else
        {
            sink.SetHeader(HeaderNames.RequestId, requestId);
        }
    }

    /// <summary>Writes the answer of an operation.</summary>
    public static void WriteResponse(OperationModel operation, IShape? output, string requestId, string hostId, ResponseSink sink)
    {
        var service = operation.Service;
        sink.Status = operation.SuccessStatus;
        SetIds(service, requestId, hostId, sink);
        if (output is null)
        {
            return;
        }

        var payload = Payload(output.Shape);
        var root = payload is null && HasBodyMembers(output.Shape) ? RootName(operation, output) : null;
        if (payload is not null || root is not null)
        {
            sink.SetHeader(HeaderNames.ContentType, payload?.Target.Kind switch
            {
                ShapeKind.Blob => "binary/octet-stream",
                // The one answer of S3 that is text is a bucket's policy.
                ShapeKind.String => "application/json",
                _ => "application/xml",
            });
        }

        var xmlNamespace = S3Facts.IsS3(service) ? S3Facts.XmlNamespace : service.XmlNamespace;
        using var body = XmlBodyWriter.Open(sink.Body, alwaysFraction: true);
        var writer = new RestXmlWriter(sink, body, xmlNamespace);
        if (S3Facts.IsUnwrapped(operation))
        {
            // Without a region the element is there, and empty.
            var text = new TextTaker();
            output.WriteMembers(text);
            body.Raw(Declaration);
            body.Open(root!, xmlNamespace);
            body.Text(text.Value);
            body.Close(root);
        }
        else if (root is not null)
        {
            body.Raw(Declaration);
            body.Open(root, xmlNamespace);
            output.WriteMembers(writer);
            body.Close(root);
        }
        else
        {
            output.WriteMembers(writer);
        }
    }

    /// <inheritdoc/>
    public override void WriteString(Member at, string value)
    {
        // The model of S3 does not say that a part of an object has a status of its own (RFC 9110, 15.3.7).
        if (S3Facts.IsPartial(at))
        {
            Sink.Status = 206;
        }

        base.WriteString(at, value);
    }

    /// <inheritdoc/>
    protected override void WritePayload(Member at, IShape value)
    {
        _body.Raw(Declaration);
        _body.Structure(
            at.WireName,
            at.XmlNamespace ?? value.Shape.XmlNamespace ?? _xmlNamespace,
            at.XmlPrefix ?? value.Shape.XmlPrefix,
            value);
    }

    private sealed class TextTaker : IgnoringWriter
    {
        public string Value { get; private set; } = "";

        public override void WriteString(Member at, string value) => Value = value;
    }

    private static string RootName(OperationModel operation, IShape output)
        => operation.OutputElement
            ?? (S3Facts.IsS3(operation.Service) ? S3Facts.RootElement(operation.Name) : null)
            ?? output.Shape.Name;
}
