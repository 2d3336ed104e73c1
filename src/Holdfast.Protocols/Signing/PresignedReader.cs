using System.Globalization;

namespace Holdfast.Protocols.Signing;

/// <summary>Reads a Version 4 signature from the query: a presigned URL.</summary>
internal static class PresignedReader
{
    private static readonly string[] Required =
        ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-Date", "X-Amz-SignedHeaders"];

    public static Refusal? Read(
        in SignableRequest request, SigningScope scope, DateTimeOffset now, out RequestSignature signature)
    {
        signature = default;
        if (MissingParameters(request, scope.IsS3) is { } missing)
        {
            return missing;
        }

        var algorithm = QueryParameters.Get(request.Query, "X-Amz-Algorithm");
        if (algorithm is not AuthorizationHeader.Algorithm)
        {
            return UnsupportedAlgorithm(algorithm, scope.IsS3);
        }

        var credentialText = QueryParameters.Get(request.Query, "X-Amz-Credential")!;
        if (!CredentialScope.TryParse(credentialText, out var accessKeyId, out var credential))
        {
            return MalformedCredential(credentialText, scope.IsS3);
        }

        var dateText = QueryParameters.Get(request.Query, "X-Amz-Date")!;
        if (!SigningTime.TryParse(dateText, out var time))
        {
            return scope.IsS3
                ? Refusals.MalformedQuery("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"")
                : Refusals.Incomplete(
                    $"Date must be in ISO-8601 'basic format'. Got '{dateText}'. "
                    + "See http://en.wikipedia.org/wiki/ISO_8601");
        }

        var signedHeaders = QueryParameters.Get(request.Query, "X-Amz-SignedHeaders")!;
        var refusal = ScopeCheck.Check(credential, time, dateText, scope, isQuery: true)
            ?? CheckTime(request, time, now, scope.IsS3)
            ?? SignatureReader.CheckSignedHeaders(request, signedHeaders, scope.IsS3);
        if (refusal is not null)
        {
            return refusal;
        }

        var payload = PayloadHeader.ReadPresigned(request, scope, out var kind, out var stated);
        signature = new RequestSignature
        {
            Form = SignatureForm.V4Query,
            AccessKeyId = accessKeyId,
            Scope = credential,
            SignedHeaders = signedHeaders,
            Signature = QueryParameters.Get(request.Query, "X-Amz-Signature")!,
            Time = time,
            Payload = kind,
            StatedHash = stated,
            SessionToken = QueryParameters.Get(request.Query, "X-Amz-Security-Token")
                ?? request.Header("x-amz-security-token"),
        };
        return payload;
    }

    private static Refusal? MissingParameters(in SignableRequest request, bool isS3)
    {
        var message = "";
        foreach (var name in Required)
        {
            // A second value would let one reader see another signature than the next.
            if (QueryParameters.IsRepeated(request.Query, name)
                || string.IsNullOrEmpty(QueryParameters.Get(request.Query, name)))
            {
                message += $"AWS query-string parameters must include '{name}'. ";
            }
        }

        var isWhole = message.Length == 0
            && (!isS3 || QueryParameters.TryGet(request.Query, "X-Amz-Expires", out _))
            && !QueryParameters.IsRepeated(request.Query, "X-Amz-Expires")
            && !QueryParameters.IsRepeated(request.Query, "X-Amz-Security-Token");
        if (isWhole)
        {
            return null;
        }

        return isS3
            ? Refusals.MalformedQuery(
                "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, "
                + "X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.")
            : Refusals.Incomplete($"{message}Re-examine the query-string parameters.");
    }

    private static Refusal UnsupportedAlgorithm(string? algorithm, bool isS3)
    {
        if (!isS3)
        {
            return Refusals.Incomplete($"Unsupported AWS 'algorithm': '{algorithm}'.");
        }

        return algorithm is AuthorizationHeader.AsymmetricAlgorithm
            ? SignatureReader.UnsupportedMechanism()
            : Refusals.MalformedQuery(
                "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"");
    }

    internal static Refusal MalformedCredential(string credential, bool isS3)
    {
        if (!isS3)
        {
            return SignatureReader.MalformedCredential(credential, isS3: false);
        }

        return Refusals.MalformedQuery(credential.StartsWith('/')
            ? "Error parsing the X-Amz-Credential parameter; a non-empty Access Key (AKID) must be provided in the "
                + "credential."
            : "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "
                + "\"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
    }

    private static Refusal? CheckTime(
        in SignableRequest request, DateTimeOffset time, DateTimeOffset now, bool isS3)
    {
        var text = QueryParameters.Get(request.Query, "X-Amz-Expires");
        if (ReadExpires(text, isS3, out var lifetime) is { } unreadable)
        {
            return unreadable;
        }

        if (time > now + SignatureReader.AllowedSkew)
        {
            return isS3
                ? new Refusal(RefusalKind.RequestExpired, "Request is not valid yet")
                : Refusals.NotYetCurrent(time, now);
        }

        if (now <= time + lifetime)
        {
            return null;
        }

        return isS3
            ? Refusals.RequestExpired(time + lifetime, now, text)
            : Refusals.Expired(time, now, lifetime);
    }

    private static Refusal? ReadExpires(string? text, bool isS3, out TimeSpan lifetime)
    {
        lifetime = SignatureReader.AllowedSkew;
        if (text is null)
        {
            return null;
        }

        string? fault = null;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            fault = "X-Amz-Expires should be a number";
        }
        else if (seconds < 0)
        {
            fault = "X-Amz-Expires must be non-negative";
        }
        else if (seconds > SignatureReader.MaxExpiresSeconds)
        {
            fault = "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be "
                + "less than 604800 seconds";
        }

        if (fault is not null)
        {
            return isS3 ? Refusals.MalformedQuery(fault) : Refusals.Incomplete(fault);
        }

        lifetime = TimeSpan.FromSeconds(seconds);
        return null;
    }
}
