using Holdfast.Protocols.Models;
using Holdfast.Protocols.Rest;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;
using Holdfast.Protocols.Xml;

namespace Holdfast.Protocols.RestXml;

/// <summary>Reads requests of the REST-XML protocol.</summary>
/// <remarks>See https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html.</remarks>
internal sealed class RestXmlReader : RestReader
{
    [ThreadStatic]
    private static RestXmlReader? t_idle;

    private RestXmlReader()
    {
    }

    /// <summary>Opens a request.</summary>
    public static RestXmlReader Open(OperationModel operation, RequestParts request)
    {
        var reader = t_idle ?? new();
        t_idle = null;
        reader.OpenOrRelease(operation, request);
        return reader;
    }

    /// <inheritdoc/>
    private protected override MalformedRequestException Malformed(string message) => new("InvalidRequest", message);

    /// <inheritdoc/>
    private protected override MalformedRequestException NotA(string kind, string name, string operation)
        => new("InvalidArgument", kind == "integer" ? $"Provided {name} not an integer or within integer range" : $"The value of {name} is not a valid {kind}.");

    /// <inheritdoc/>
    private protected override RequestReader OpenBody(ReadOnlyMemory<byte> body, bool bodyOnly) => XmlBodyReader.Open(body, bodyOnly);

    /// <inheritdoc/>
    private protected override void Release()
    {
        base.Release();
        t_idle = this;
    }
}
