using Holdfast.Protocols.Models;
using Holdfast.Protocols.Rest;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.RestXml;

/// <summary>Recognizes the operation of a REST-XML request by method, path, query keys and headers.</summary>
internal static class RestXmlRouter
{
    /// <summary>Finds the operation and notes the labels of the path.</summary>
    public static OperationModel? Find(ServiceModel service, RequestParts request)
        => RouteTable.Of(service, S3Facts.Demands).Find(request, BadPath);

    private static MalformedRequestException BadPath() => new("InvalidURI", "Couldn't parse the specified URI.");
}
