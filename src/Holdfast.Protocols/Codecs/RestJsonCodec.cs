using Holdfast.Protocols.Models;
using Holdfast.Protocols.RestJson;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Codecs;

/// <summary>REST with JSON bodies.</summary>
internal sealed class RestJsonCodec : ProtocolCodec
{
    /// <inheritdoc/>
    public override WireProtocol Protocol => WireProtocol.RestJson;

    /// <inheritdoc/>
    public override OperationModel? Route(ServiceModel service, RequestParts request) => RestJsonRouter.Find(service, request);

    /// <inheritdoc/>
    public override RequestReader OpenRequest(OperationModel operation, RequestParts request) => RestJsonReader.Open(operation, request);

    /// <inheritdoc/>
    public override void WriteResponse(OperationModel operation, IShape? output, string requestId, string hostId, ResponseSink sink)
        => RestJsonWriter.WriteResponse(operation, output, requestId, sink);

    /// <inheritdoc/>
    public override void WriteError(
        ServiceModel service, OperationModel? operation, ErrorFacts error, string requestId, string hostId, ResponseSink sink)
        => RestJsonErrors.Write(error, requestId, sink);

    /// <inheritdoc/>
    public override ErrorFacts UnknownOperation(ServiceModel service, RequestParts request) => RestJsonErrors.Unknown();
}
