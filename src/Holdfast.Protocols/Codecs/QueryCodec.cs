using Holdfast.Protocols.Models;
using Holdfast.Protocols.Query;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Codecs;

/// <summary>AWS query.</summary>
internal sealed class QueryCodec : ProtocolCodec
{
    /// <inheritdoc/>
    public override WireProtocol Protocol => WireProtocol.Query;

    /// <inheritdoc/>
    public override OperationModel? Route(ServiceModel service, RequestParts request) => QueryRouter.Find(service, request);

    /// <inheritdoc/>
    public override RequestReader OpenRequest(OperationModel operation, RequestParts request) => QueryReader.Open(request);

    /// <inheritdoc/>
    public override void WriteResponse(OperationModel operation, IShape? output, string requestId, string hostId, ResponseSink sink)
        => QueryWriter.WriteResponse(operation, output, requestId, sink);

    /// <inheritdoc/>
    public override void WriteError(
        ServiceModel service, OperationModel? operation, ErrorFacts error, string requestId, string hostId, ResponseSink sink)
        => QueryErrors.Write(service, error, requestId, sink);

    /// <inheritdoc/>
    public override ErrorFacts UnknownOperation(ServiceModel service, RequestParts request) => QueryErrors.Unknown(service, request);
}
