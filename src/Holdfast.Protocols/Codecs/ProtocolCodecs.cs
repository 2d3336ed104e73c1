using Holdfast.Protocols.Json;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Query;
using Holdfast.Protocols.RpcV2Cbor;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Codecs;

/// <summary>The codecs of the six protocols.</summary>
public static class ProtocolCodecs
{
    private static readonly ProtocolCodec[] s_codecs =
        [new QueryCodec(), new Ec2Codec(), new JsonCodec(), new RestJsonCodec(), new RestXmlCodec(), new RpcV2CborCodec()];

    /// <summary>Gives the codec of a protocol.</summary>
    public static ProtocolCodec Of(WireProtocol protocol) => s_codecs[(int)protocol];

    /// <summary>Finds out which of its protocols a request to a service speaks; the preferred one when nothing tells.</summary>
    public static ProtocolCodec Recognize(ServiceModel service, RequestParts request)
    {
        var protocols = service.Protocols;
        if (protocols.Count > 1)
        {
            for (var i = 0; i < protocols.Count; i++)
            {
                if (Speaks(protocols[i], request))
                {
                    return Of(protocols[i]);
                }
            }
        }

        return Of(protocols[0]);
    }

    private static bool Speaks(WireProtocol protocol, RequestParts request) => protocol switch
    {
        WireProtocol.RpcV2Cbor => request.Headers.Find(RpcV2CborRouter.ProtocolHeader) is RpcV2CborRouter.ProtocolName,
        WireProtocol.Json => request.Headers.Find(JsonRouter.TargetHeader) is not null,
        WireProtocol.Query or WireProtocol.Ec2 => QueryRouter.FindParameter(request, "Action"u8) is not null,
        _ => false,
    };
}
