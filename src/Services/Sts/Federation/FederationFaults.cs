using Holdfast.Federation;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.Sts.Federation;

/// <summary>Puts why a token is not taken into the errors and sentences of STS.</summary>
internal static class FederationFaults
{
    /// <summary>The error of a token that was refused.</summary>
    public static ServiceException Of(TokenRefusedException refused) => refused.Fault switch
    {
        TokenFault.Expired => new ExpiredTokenException(refused.Message),
        TokenFault.Rejected => new IDPRejectedClaimException(refused.Message),
        _ => new InvalidIdentityTokenException(refused.Message),
    };

    /// <summary>The error of an issuer whose keys could not be had.</summary>
    public static ServiceException Of(WebKeyFault fault) => fault switch
    {
        WebKeyFault.Unreachable => new IDPCommunicationErrorException(
            "The identity provider that was asked to verify the incoming identity token could not be reached."),
        WebKeyFault.Untrusted => new InvalidIdentityTokenException(
            "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint"),
        _ => NoKey(),
    };

    /// <summary>The error of a token whose key the issuer does not publish.</summary>
    public static InvalidIdentityTokenException NoKey() => new(
        "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements");

    /// <summary>The refusal that tells the bearer of a token nothing more.</summary>
    public static CommonException Denied(string action) => new("AccessDenied", 403, $"Not authorized to perform {action}");
}
