using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Json;

/// <summary>Reads requests of the AWS JSON protocols 1.0 and 1.1.</summary>
/// <remarks>See https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html.</remarks>
internal sealed class JsonReader : JsonBodyReader
{
    [ThreadStatic]
    private static JsonReader? t_idle;

    private JsonReader()
    {
    }

    /// <summary>Opens a request.</summary>
    public static JsonReader Open(RequestParts request)
    {
        var reader = Open(request.Body, bodyOnly: false);
        reader.NewToken = request.NewToken;
        return reader;
    }

    /// <summary>Opens the body of a REST-JSON request.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="bodyOnly">Whether the outermost structure has members in other places, which the body does not carry.</param>
    public static JsonReader Open(ReadOnlyMemory<byte> body, bool bodyOnly)
    {
        var reader = t_idle ?? new();
        t_idle = null;
        reader.OpenBody(body, bodyOnly);
        return reader;
    }

    /// <inheritdoc/>
    private protected override void Release()
    {
        base.Release();
        t_idle = this;
    }
}
