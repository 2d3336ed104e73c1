using Holdfast.Protocols.Models;
using Holdfast.Protocols.RestXml;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Codecs;

/// <summary>REST with XML bodies.</summary>
internal sealed class RestXmlCodec : ProtocolCodec
{
    /// <inheritdoc/>
    public override WireProtocol Protocol => WireProtocol.RestXml;

    /// <inheritdoc/>
    public override OperationModel? Route(ServiceModel service, RequestParts request) => RestXmlRouter.Find(service, request);

    /// <inheritdoc/>
    public override RequestReader OpenRequest(OperationModel operation, RequestParts request) => RestXmlReader.Open(operation, request);

    /// <inheritdoc/>
    public override void WriteResponse(OperationModel operation, IShape? output, string requestId, string hostId, ResponseSink sink)
        => RestXmlWriter.WriteResponse(operation, output, requestId, hostId, sink);

    /// <inheritdoc/>
    public override void WriteError(
        ServiceModel service, OperationModel? operation, ErrorFacts error, string requestId, string hostId, ResponseSink sink)
        => RestXmlErrors.Write(service, error, requestId, hostId, sink);

    /// <inheritdoc/>
    public override ErrorFacts UnknownOperation(ServiceModel service, RequestParts request) => RestXmlErrors.Unknown(service);
}
