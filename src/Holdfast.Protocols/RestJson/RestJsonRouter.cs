using Holdfast.Protocols.Models;
using Holdfast.Protocols.Rest;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.RestJson;

/// <summary>Recognizes the operation of a REST-JSON request by method and path.</summary>
internal static class RestJsonRouter
{
    /// <summary>Finds the operation and notes the labels of the path.</summary>
    public static OperationModel? Find(ServiceModel service, RequestParts request)
        => RouteTable.Of(service, static _ => ([], [])).Find(request, BadPath);

    private static MalformedRequestException BadPath() => new("SerializationException", "The request path is not validly encoded.");
}
