using System.Globalization;
using System.Text;

namespace Holdfast.Protocols.Signing;

/// <summary>AWS's sentences for the refusals, each in one place.</summary>
/// <remarks>
/// S3 words most of them its own way. The wording was taken from the "Common Errors" pages, S3's "Error Responses"
/// and from answers of AWS that people have quoted in public issues.
/// </remarks>
public static class Refusals
{
    /// <summary>An anonymous request for something that only signed requests may have.</summary>
    public static Refusal MissingAuthentication(SigningScope scope) => scope.IsS3
        ? new(RefusalKind.AccessDenied, "Access Denied")
        : new(RefusalKind.MissingAuthentication, "Request is missing Authentication Token");

    /// <summary>The access key does not exist, is not active, or belongs to nobody any more.</summary>
    public static Refusal UnknownAccessKey(SigningScope scope, ReadOnlySpan<char> accessKeyId) => scope.IsS3
        ? new Refusal(
            RefusalKind.UnknownAccessKey, "The AWS Access Key Id you provided does not exist in our records.")
            .With("AWSAccessKeyId", accessKeyId.ToString())
        : new(RefusalKind.UnknownAccessKey, "The security token included in the request is invalid.");

    /// <summary>The session token is missing, not one of ours, or belongs to another access key.</summary>
    public static Refusal InvalidToken(SigningScope scope, string? token) => scope.IsS3
        ? new Refusal(RefusalKind.InvalidToken, "The provided token is malformed or otherwise invalid.")
            .With("Token-0", token ?? "")
        : new(RefusalKind.InvalidToken, "The security token included in the request is invalid");

    /// <summary>The session that the token stands for is over.</summary>
    public static Refusal ExpiredToken(SigningScope scope, string? token) => scope.IsS3
        ? new Refusal(RefusalKind.ExpiredToken, "The provided token has expired.").With("Token-0", token ?? "")
        : new(RefusalKind.ExpiredToken, "The security token included in the request is expired");

    /// <summary>The body that arrived is another than the signed one.</summary>
    public static Refusal ContentHashMismatch(string stated, string computed) =>
        new Refusal(
            RefusalKind.ContentHashMismatch,
            "The provided 'x-amz-content-sha256' header does not match what was computed.")
            .With("ClientComputedContentSHA256", stated)
            .With("S3ComputedContentSHA256", computed);

    internal static Refusal MalformedHeader(string detail) =>
        new(RefusalKind.MalformedHeader, $"The authorization header is malformed; {detail}");

    internal static Refusal WrongRegion(bool isQuery, ReadOnlySpan<char> given, string expected) =>
        (isQuery
            ? new Refusal(
                RefusalKind.MalformedQuery,
                $"Error parsing the X-Amz-Credential parameter; the region '{given}' is wrong; expecting '{expected}'")
            : MalformedHeader($"the region '{given}' is wrong; expecting '{expected}'"))
        .With("Region", expected);

    internal static Refusal MalformedQuery(string message) => new(RefusalKind.MalformedQuery, message);

    internal static Refusal Incomplete(string message) => new(RefusalKind.IncompleteSignature, message);

    internal static Refusal Denied(string message) => new(RefusalKind.AccessDenied, message);

    internal static Refusal UnsignedHeader(bool isS3, string name)
    {
        const string Message = "There were headers present in the request which were not signed";
        return isS3
            ? Denied(Message).With("HeadersNotSigned", name.ToLowerInvariant())
            : new(RefusalKind.SignatureMismatch, Message);
    }

    internal static Refusal TimeTooSkewed(string requestTime, DateTimeOffset now) =>
        new Refusal(
            RefusalKind.ClockSkew, "The difference between the request time and the current time is too large.")
            .With("RequestTime", requestTime)
            .With("ServerTime", Iso(now))
            .With("MaxAllowedSkewMilliseconds", Number((long)SignatureReader.AllowedSkew.TotalMilliseconds));

    internal static Refusal Expired(DateTimeOffset time, DateTimeOffset now, TimeSpan lifetime) => new(
        RefusalKind.ClockSkew,
        $"Signature expired: {SigningTime.Format(time)} is now earlier than {SigningTime.Format(now - lifetime)} "
        + $"({SigningTime.Format(now)} - {Span(lifetime)})");

    internal static Refusal NotYetCurrent(DateTimeOffset time, DateTimeOffset now) => new(
        RefusalKind.ClockSkew,
        $"Signature not yet current: {SigningTime.Format(time)} is still later than "
        + $"{SigningTime.Format(now + SignatureReader.AllowedSkew)} "
        + $"({SigningTime.Format(now)} + {Span(SignatureReader.AllowedSkew)})");

    internal static Refusal RequestExpired(DateTimeOffset expires, DateTimeOffset now, string? lifetimeSeconds)
    {
        var refusal = new Refusal(RefusalKind.RequestExpired, "Request has expired");
        refusal = lifetimeSeconds is null ? refusal : refusal.With("X-Amz-Expires", lifetimeSeconds);
        return refusal.With("Expires", Iso(expires)).With("ServerTime", Iso(now));
    }

    internal static Refusal Mismatch(
        SigningScope scope, in RequestSignature signature, string canonicalRequest, string stringToSign) => scope.IsS3
        ? S3Mismatch(signature.AccessKeyId, signature.Signature, stringToSign)
            .With("CanonicalRequest", canonicalRequest)
            .With("CanonicalRequestBytes", Bytes(canonicalRequest))
        : new(
            RefusalKind.SignatureMismatch,
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
            + "Access Key and signing method. Consult the service documentation for details.\n\n"
            + $"The Canonical String for this request should have been\n'{canonicalRequest}'\n\n"
            + $"The String-to-Sign should have been\n'{stringToSign}'\n");

    internal static Refusal S3Mismatch(
        ReadOnlySpan<char> accessKeyId, ReadOnlySpan<char> signature, string stringToSign) =>
        new Refusal(
            RefusalKind.SignatureMismatch,
            "The request signature we calculated does not match the signature you provided. Check your key and "
            + "signing method.")
            .With("AWSAccessKeyId", accessKeyId.ToString())
            .With("StringToSign", stringToSign)
            .With("SignatureProvided", signature.ToString())
            .With("StringToSignBytes", Bytes(stringToSign));

    internal static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) =>
        span.Seconds == 0 ? $"{(long)span.TotalMinutes} min." : $"{(long)span.TotalSeconds} sec.";

    /// <summary>
    /// S3 shows the bytes of both strings in hexadecimal, for the reader who hunts a stray character.
    /// </summary>
    private static string Bytes(string text)
    {
        var result = new StringBuilder(text.Length * 3);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            result.Append(result.Length == 0 ? "" : " ").Append(value.ToString("x2", CultureInfo.InvariantCulture));
        }

        return result.ToString();
    }
}
