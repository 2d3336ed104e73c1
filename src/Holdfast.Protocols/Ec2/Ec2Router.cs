using Holdfast.Protocols.Models;
using Holdfast.Protocols.Query;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Ec2;

/// <summary>Recognizes the operation of an EC2 query request, which names it as AWS query does.</summary>
internal static class Ec2Router
{
    /// <summary>Finds the operation.</summary>
    public static OperationModel? Find(ServiceModel service, RequestParts request) => QueryRouter.Find(service, request);
}
