using Holdfast.Protocols.Json;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Rest;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.RestJson;

/// <summary>Reads requests of the REST-JSON protocol.</summary>
/// <remarks>See https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html.</remarks>
internal sealed class RestJsonReader : RestReader
{
    [ThreadStatic]
    private static RestJsonReader? t_idle;

    private RestJsonReader()
    {
    }

    /// <summary>Opens a request.</summary>
    public static RestJsonReader Open(OperationModel operation, RequestParts request)
    {
        var reader = t_idle ?? new();
        t_idle = null;
        reader.OpenOrRelease(operation, request);
        return reader;
    }

    /// <inheritdoc/>
    private protected override MalformedRequestException Malformed(string message) => new("SerializationException", message);

    /// <inheritdoc/>
    private protected override RequestReader OpenBody(ReadOnlyMemory<byte> body, bool bodyOnly) => JsonReader.Open(body, bodyOnly);

    /// <inheritdoc/>
    private protected override void Release()
    {
        base.Release();
        t_idle = this;
    }
}
