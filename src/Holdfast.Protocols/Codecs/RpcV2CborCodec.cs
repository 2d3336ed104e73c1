using Holdfast.Protocols.Models;
using Holdfast.Protocols.RpcV2Cbor;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Codecs;

/// <summary>Smithy RPC v2 with CBOR bodies.</summary>
internal sealed class RpcV2CborCodec : ProtocolCodec
{
    /// <inheritdoc/>
    public override WireProtocol Protocol => WireProtocol.RpcV2Cbor;

    /// <inheritdoc/>
    public override OperationModel? Route(ServiceModel service, RequestParts request) => RpcV2CborRouter.Find(service, request);

    /// <inheritdoc/>
    public override RequestReader OpenRequest(OperationModel operation, RequestParts request) => RpcV2CborReader.Open(request);

    /// <inheritdoc/>
    public override void WriteResponse(OperationModel operation, IShape? output, string requestId, string hostId, ResponseSink sink)
        => RpcV2CborWriter.WriteResponse(operation, output, requestId, sink);

    /// <inheritdoc/>
    public override void WriteError(
        ServiceModel service, OperationModel? operation, ErrorFacts error, string requestId, string hostId, ResponseSink sink)
        => RpcV2CborErrors.Write(service, error, requestId, sink);

    /// <inheritdoc/>
    public override ErrorFacts UnknownOperation(ServiceModel service, RequestParts request) => RpcV2CborErrors.Unknown();
}
