using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Wire;

/// <summary>All that the gateway needs of one wire protocol: which operation, what it asks, what it answers.</summary>
/// <remarks>Codecs have no state of their own and are shared; what a request needs comes from pools.</remarks>
public abstract class ProtocolCodec
{
    /// <summary>The protocol.</summary>
    public abstract WireProtocol Protocol { get; }

    /// <summary>Finds the operation of a request to a service and notes the labels of its path; null when none answers to it.</summary>
    /// <exception cref="MalformedRequestException">The path is not what its encoding allows.</exception>
    public abstract OperationModel? Route(ServiceModel service, RequestParts request);

    /// <summary>Opens a request for reading; the reader must be disposed on the thread that opened it.</summary>
    /// <exception cref="MalformedRequestException">The bytes are not what the protocol prescribes.</exception>
    public abstract RequestReader OpenRequest(OperationModel operation, RequestParts request);

    /// <summary>Writes the answer of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="output">The answer; null stands for one without members.</param>
    /// <param name="requestId">The id of the request.</param>
    /// <param name="hostId">The second id, which S3 alone sends.</param>
    /// <param name="sink">Where the answer goes.</param>
    public abstract void WriteResponse(OperationModel operation, IShape? output, string requestId, string hostId, ResponseSink sink);

    /// <summary>Writes an error.</summary>
    /// <param name="service">The service.</param>
    /// <param name="operation">The operation, when it was recognized.</param>
    /// <param name="error">What to say.</param>
    /// <param name="requestId">The id of the request.</param>
    /// <param name="hostId">The second id, which S3 alone sends.</param>
    /// <param name="sink">Where the answer goes.</param>
    public abstract void WriteError(
        ServiceModel service, OperationModel? operation, ErrorFacts error, string requestId, string hostId, ResponseSink sink);

    /// <summary>Gives what AWS says when no operation answers to a request.</summary>
    public abstract ErrorFacts UnknownOperation(ServiceModel service, RequestParts request);
}
