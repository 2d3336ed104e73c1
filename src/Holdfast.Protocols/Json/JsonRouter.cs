using Holdfast.Protocols.Models;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Json;

/// <summary>Recognizes the operation of an AWS JSON request by <c>X-Amz-Target</c>.</summary>
internal static class JsonRouter
{
    /// <summary>The header that names the operation, after the service's prefix and a dot.</summary>
    public const string TargetHeader = "X-Amz-Target";

    /// <summary>Finds the operation; the prefix must be the service's own.</summary>
    public static OperationModel? Find(ServiceModel service, RequestParts request)
    {
        var target = request.Headers.Find(TargetHeader);
        var dot = target?.LastIndexOf('.') ?? -1;
        return dot > 0 && service.IsNamed(target.AsSpan(0, dot))
            ? service.FindOperation(target![(dot + 1)..])
            : null;
    }
}
