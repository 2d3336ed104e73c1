using Holdfast.Protocols.Models;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.RpcV2Cbor;

/// <summary>Recognizes the operation of a Smithy RPC v2 request by its path, <c>/service/{service}/operation/{operation}</c>.</summary>
internal static class RpcV2CborRouter
{
    /// <summary>The header that every request of the protocol carries.</summary>
    public const string ProtocolHeader = "smithy-protocol";

    /// <summary>What the header says.</summary>
    public const string ProtocolName = "rpc-v2-cbor";

    private const string ServiceSegment = "/service/";
    private const string OperationSegment = "/operation/";

    /// <summary>Finds the operation; a namespace in front of the service's name is passed over, as the protocol prescribes.</summary>
    public static OperationModel? Find(ServiceModel service, RequestParts request)
    {
        var path = request.RawPath.AsSpan();
        var from = path.LastIndexOf(ServiceSegment);
        var to = path.LastIndexOf(OperationSegment);
        if (request.Method != "POST" || from < 0 || to < from + ServiceSegment.Length
            || request.Headers.Find(ProtocolHeader) is not ProtocolName)
        {
            return null;
        }

        var name = path[(from + ServiceSegment.Length)..to];
        name = name[(name.LastIndexOf('.') + 1)..];
        return service.IsNamed(name)
            ? service.FindOperation(path[(to + OperationSegment.Length)..].ToString())
            : null;
    }
}
