using Holdfast.Protocols.Json;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Rest;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.RestJson;

/// <summary>Writes answers of the REST-JSON protocol.</summary>
internal sealed class RestJsonWriter : RestWriter
{
    /// <summary>What the body is.</summary>
    public const string ContentType = "application/json";

    private readonly JsonBodyWriter _body;

    /// <summary>Makes a writer of members to their places.</summary>
    public RestJsonWriter(ResponseSink sink, JsonBodyWriter body)
        : base(sink, body) => _body = body;

    /// <summary>Writes the answer of an operation.</summary>
    public static void WriteResponse(OperationModel operation, IShape? output, string requestId, ResponseSink sink)
    {
        sink.Status = operation.SuccessStatus;
        sink.SetHeader(HeaderNames.RequestId, requestId);
        if (output is null)
        {
            return;
        }

        var payload = Payload(output.Shape);
        var isObject = payload is null && HasBodyMembers(output.Shape);
        if (isObject || payload is not null)
        {
            sink.SetHeader(HeaderNames.ContentType, payload?.Target.Kind switch
            {
                ShapeKind.Blob => "application/octet-stream",
                ShapeKind.String => "text/plain",
                _ => ContentType,
            });
        }

        using var body = JsonBodyWriter.Open(sink.Body);
        if (isObject)
        {
            body.BeginRoot();
        }

        output.WriteMembers(new RestJsonWriter(sink, body));
        if (isObject)
        {
            body.EndRoot();
        }
    }

    /// <inheritdoc/>
    protected override void WritePayload(Member at, IShape value) => _body.WriteStructure(at, value);
}
