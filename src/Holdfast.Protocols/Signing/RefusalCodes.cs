namespace Holdfast.Protocols.Signing;

/// <summary>What each protocol calls a refusal, and the status it sends with it.</summary>
/// <remarks>
/// Sources: the "Common Errors" pages of IAM, EC2 and Kinesis, S3's "Error Responses", and answers of AWS quoted in
/// public issues (aws/aws-sdk-js 254 and 1652 for JSON's 400 on skew, aws/aws-sdk-php 732 for 403 on a wrong scope,
/// iann0036/cloud9-sync 10 for JSON's 400 and aws/chalice 828 for REST-JSON's 403 on an incomplete signature).
/// </remarks>
public static class RefusalCodes
{
    /// <summary>The code and status of a refusal in a family of protocols.</summary>
    public static ErrorCode For(RefusalKind kind, ProtocolFamily family) => family switch
    {
        ProtocolFamily.S3 => S3(kind),
        ProtocolFamily.Ec2Query => Ec2(kind),
        ProtocolFamily.Json => Json(kind),
        ProtocolFamily.RestJson => Json(kind) with { Status = 403 },
        _ => Query(kind),
    };

    private static ErrorCode Query(RefusalKind kind) => kind switch
    {
        RefusalKind.MissingAuthentication => new("MissingAuthenticationToken", 403),
        RefusalKind.IncompleteSignature => new("IncompleteSignature", 400),
        RefusalKind.UnknownAccessKey or RefusalKind.InvalidToken => new("InvalidClientTokenId", 403),
        RefusalKind.ExpiredToken => new("ExpiredToken", 403),
        RefusalKind.RequestExpired => new("RequestExpired", 400),
        RefusalKind.AccessDenied => new("AccessDenied", 403),
        _ => new("SignatureDoesNotMatch", 403),
    };

    private static ErrorCode Ec2(RefusalKind kind) => kind switch
    {
        // EC2 does not say which half of the credential was wrong.
        RefusalKind.UnknownAccessKey or RefusalKind.InvalidToken or RefusalKind.SignatureMismatch
            or RefusalKind.WrongScope => new("AuthFailure", 401),
        RefusalKind.ClockSkew or RefusalKind.ExpiredToken or RefusalKind.RequestExpired => new("RequestExpired", 400),
        _ => Query(kind),
    };

    private static ErrorCode Json(RefusalKind kind) => kind switch
    {
        RefusalKind.MissingAuthentication => new("MissingAuthenticationTokenException", 400),
        RefusalKind.IncompleteSignature => new("IncompleteSignatureException", 400),
        RefusalKind.UnknownAccessKey or RefusalKind.InvalidToken => new("UnrecognizedClientException", 400),
        RefusalKind.ExpiredToken => new("ExpiredTokenException", 400),
        RefusalKind.RequestExpired => new("RequestExpired", 400),
        RefusalKind.AccessDenied => new("AccessDeniedException", 400),
        _ => new("InvalidSignatureException", 400),
    };

    private static ErrorCode S3(RefusalKind kind) => kind switch
    {
        RefusalKind.MissingAuthentication or RefusalKind.AccessDenied or RefusalKind.RequestExpired
            or RefusalKind.PolicyRefused => new("AccessDenied", 403),
        RefusalKind.MalformedQuery => new("AuthorizationQueryParametersError", 400),
        RefusalKind.UnknownAccessKey => new("InvalidAccessKeyId", 403),
        RefusalKind.InvalidToken => new("InvalidToken", 400),
        RefusalKind.ExpiredToken => new("ExpiredToken", 400),
        RefusalKind.SignatureMismatch => new("SignatureDoesNotMatch", 403),
        RefusalKind.ClockSkew => new("RequestTimeTooSkewed", 403),
        RefusalKind.MalformedPolicy => new("InvalidPolicyDocument", 400),
        RefusalKind.EntityTooSmall => new("EntityTooSmall", 400),
        RefusalKind.EntityTooLarge => new("EntityTooLarge", 400),
        RefusalKind.InvalidArgument => new("InvalidArgument", 400),
        RefusalKind.InvalidRequest => new("InvalidRequest", 400),
        RefusalKind.ContentHashMismatch => new("XAmzContentSHA256Mismatch", 400),
        RefusalKind.IncompleteBody => new("IncompleteBody", 400),
        RefusalKind.InvalidChunkSize => new("InvalidChunkSizeError", 403),
        RefusalKind.BadDigest => new("BadDigest", 400),
        RefusalKind.MalformedTrailer => new("MalformedTrailerError", 400),
        RefusalKind.MissingContentLength => new("MissingContentLength", 411),
        _ => new("AuthorizationHeaderMalformed", 400),
    };
}
