using Holdfast.Protocols.Ec2;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Codecs;

/// <summary>EC2 query.</summary>
internal sealed class Ec2Codec : ProtocolCodec
{
    /// <inheritdoc/>
    public override WireProtocol Protocol => WireProtocol.Ec2;

    /// <inheritdoc/>
    public override OperationModel? Route(ServiceModel service, RequestParts request) => Ec2Router.Find(service, request);

    /// <inheritdoc/>
    public override RequestReader OpenRequest(OperationModel operation, RequestParts request) => Ec2Reader.Open(request);

    /// <inheritdoc/>
    public override void WriteResponse(OperationModel operation, IShape? output, string requestId, string hostId, ResponseSink sink)
        => Ec2Writer.WriteResponse(operation, output, requestId, sink);

    /// <inheritdoc/>
    public override void WriteError(
        ServiceModel service, OperationModel? operation, ErrorFacts error, string requestId, string hostId, ResponseSink sink)
        => Ec2Errors.Write(error, requestId, sink);

    /// <inheritdoc/>
    public override ErrorFacts UnknownOperation(ServiceModel service, RequestParts request) => Ec2Errors.Unknown(request);
}
