using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Signing;

namespace Holdfast.Gateway.Errors;

/// <summary>The errors that every service answers though no model declares them: the code, status and words of each family of protocols.</summary>
/// <remarks>From the services' "Common Errors" pages, EC2's "Error codes" and S3's "Error Responses".</remarks>
internal static class CommonErrors
{
    /// <summary>The rate is beyond its bound.</summary>
    public static CommonException Throttling(ProtocolFamily family) => family switch
    {
        ProtocolFamily.Query => new("Throttling", 400, "Rate exceeded"),
        ProtocolFamily.Ec2Query => new("RequestLimitExceeded", 503, "Request limit exceeded."),
        ProtocolFamily.RestJson => new("ThrottlingException", 429, "Rate exceeded"),
        ProtocolFamily.S3 => new("SlowDown", 503, "Please reduce your request rate."),
        _ => new("ThrottlingException", 400, "Rate exceeded"),
    };

    /// <summary>The body is larger than its operation takes.</summary>
    public static CommonException BodyTooLarge(ProtocolFamily family, OperationModel? operation, long bytesMax)
        => family == ProtocolFamily.S3
            ? new("MaxMessageLengthExceeded", 400, "Your request was too big.")
            : new("RequestEntityTooLarge", 413, operation is null
                ? string.Create(CultureInfo.InvariantCulture, $"Request must be smaller than {bytesMax} bytes")
                : string.Create(CultureInfo.InvariantCulture, $"Request must be smaller than {bytesMax} bytes for the {operation.Name} operation"));

    /// <summary>The headers are more, or larger, than the gate takes.</summary>
    public static CommonException HeadersTooLarge(ProtocolFamily family) => new(
        "RequestHeaderSectionTooLarge",
        family == ProtocolFamily.S3 ? 400 : 431,
        "Your request header and query parameters exceed the maximum allowed size.");

    /// <summary>The request does not keep the constraints of the model.</summary>
    public static CommonException Invalid(ProtocolFamily family, string violations) => family switch
    {
        ProtocolFamily.Query => new("ValidationError", 400, violations),
        ProtocolFamily.Ec2Query => new("InvalidParameterValue", 400, violations),
        ProtocolFamily.S3 => new("InvalidArgument", 400, violations),
        _ => new("ValidationException", 400, violations),
    };

    /// <summary>A document of S3 does not keep the constraints of the model.</summary>
    public static CommonException MalformedXml()
        => new("MalformedXML", 400, "The XML you provided was not well-formed or did not validate against our published schema");

    /// <summary>A policy does not allow the call, or one denies it.</summary>
    public static CommonException AccessDenied(ServiceModel service, ProtocolFamily family, string message)
        => service.SigningName == "sns" ? new("AuthorizationError", 403, message)
            : family switch
            {
                ProtocolFamily.Query or ProtocolFamily.S3 => new("AccessDenied", 403, message),
                ProtocolFamily.Ec2Query => new(
                    "UnauthorizedOperation", 403, $"You are not authorized to perform this operation. {message}"),
                ProtocolFamily.RestJson => new("AccessDeniedException", 403, message),
                _ => new("AccessDeniedException", 400, message),
            };

    /// <summary>The operation exists in AWS and not here.</summary>
    public static CommonException NotImplemented(string service, string operation) => new(
        "NotImplemented", 501, $"The operation {operation} of the service {service} is not implemented.");

    /// <summary>The service exists in AWS, or nowhere, but not here.</summary>
    public static CommonException ServiceNotImplemented(string service) => new(
        "NotImplemented", 501, $"The service {service} is not implemented.");

    /// <summary>Something broke that is no fault of the caller's; the log has the rest under the request id.</summary>
    public static CommonException InternalFailure(ProtocolFamily family) => family switch
    {
        ProtocolFamily.S3 => new("InternalError", 500, "We encountered an internal error. Please try again."),
        ProtocolFamily.Ec2Query => new("InternalError", 500, "An internal error has occurred"),
        _ => new("InternalFailure", 500, "The request processing has failed because of an unknown error, exception or failure."),
    };

    /// <summary>The store cannot keep anything at the moment: its disk is full or failing.</summary>
    public static CommonException Unavailable(ProtocolFamily family) => family switch
    {
        ProtocolFamily.S3 => new("ServiceUnavailable", 503, "Service is unable to handle request."),
        ProtocolFamily.Ec2Query => new("Unavailable", 503, "The service is unavailable. Please try again shortly."),
        _ => new("ServiceUnavailable", 503, "The request has failed due to a temporary failure of the server."),
    };

    /// <summary>A refusal of the signature, as its protocol calls it.</summary>
    public static CommonException Refused(Refusal refusal, ProtocolFamily family)
    {
        var code = RefusalCodes.For(refusal.Kind, family);
        return new CommonException(code.Code, code.Status, refusal.Message);
    }
}
