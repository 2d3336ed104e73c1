using Holdfast.Kernel;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Gateway.Recording;

/// <summary>The error codes of records, which are not always those on the wire.</summary>
internal static class ErrorNames
{
    /// <summary>Names an error as its record does.</summary>
    /// <remarks>
    /// A modeled error has the name of its shape (IAM's <c>NoSuchEntity</c> is recorded as <c>NoSuchEntityException</c>), a refusal by policy
    /// is <c>AccessDenied</c> whatever the protocol calls it, and EC2 says whose fault it was (<c>Client.UnauthorizedOperation</c>).
    /// </remarks>
    public static string Of(ServiceException error, ServiceModel service)
    {
        if (error is IShape modeled)
        {
            return modeled.Shape.Name;
        }

        if (service.Protocols is [WireProtocol.Ec2, ..])
        {
            return (error.IsSenderFault ? "Client." : "Server.") + error.Code;
        }

        return error.Code == "AccessDeniedException" ? "AccessDenied" : error.Code;
    }
}
