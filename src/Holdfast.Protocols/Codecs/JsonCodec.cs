using Holdfast.Protocols.Json;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Codecs;

/// <summary>AWS JSON 1.0 and 1.1.</summary>
internal sealed class JsonCodec : ProtocolCodec
{
    /// <inheritdoc/>
    public override WireProtocol Protocol => WireProtocol.Json;

    /// <inheritdoc/>
    public override OperationModel? Route(ServiceModel service, RequestParts request) => JsonRouter.Find(service, request);

    /// <inheritdoc/>
    public override RequestReader OpenRequest(OperationModel operation, RequestParts request) => JsonReader.Open(request);

    /// <inheritdoc/>
    public override void WriteResponse(OperationModel operation, IShape? output, string requestId, string hostId, ResponseSink sink)
        => JsonWriter.WriteResponse(operation, output, requestId, sink);

    /// <inheritdoc/>
    public override void WriteError(
        ServiceModel service, OperationModel? operation, ErrorFacts error, string requestId, string hostId, ResponseSink sink)
        => JsonErrors.Write(service, error, requestId, sink);

    /// <inheritdoc/>
    public override ErrorFacts UnknownOperation(ServiceModel service, RequestParts request) => JsonErrors.Unknown();
}
