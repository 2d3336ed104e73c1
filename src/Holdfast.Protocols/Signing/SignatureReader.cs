namespace Holdfast.Protocols.Signing;

/// <summary>Finds the signature of a request and checks everything about it that needs no secret.</summary>
public static class SignatureReader
{
    /// <summary>How far the clocks of client and server may be apart, either way.</summary>
    public static readonly TimeSpan AllowedSkew = TimeSpan.FromMinutes(15);

    /// <summary>The longest life of a presigned URL: seven days.</summary>
    public const int MaxExpiresSeconds = 604_800;

    /// <summary>Tells in which way a request is signed, looking at names alone.</summary>
    public static SignatureForm Recognize(in SignableRequest request, bool isS3)
    {
        if (request.Header("authorization") is { } header)
        {
            return isS3 && AuthorizationHeader.Scheme(header) is "AWS"
                ? SignatureForm.V2Header
                : SignatureForm.V4Header;
        }

        if (QueryParameters.TryGet(request.Query, "X-Amz-Algorithm", out _)
            || QueryParameters.TryGet(request.Query, "X-Amz-Credential", out _)
            || QueryParameters.TryGet(request.Query, "X-Amz-Signature", out _))
        {
            return SignatureForm.V4Query;
        }

        return isS3 && QueryParameters.TryGet(request.Query, "AWSAccessKeyId", out _)
            && QueryParameters.TryGet(request.Query, "Signature", out _)
                ? SignatureForm.V2Query
                : SignatureForm.None;
    }

    /// <summary>Reads the signature and checks its form, its scope and its date.</summary>
    /// <returns>
    /// Null when all is well; an anonymous request is well too, and has <see cref="SignatureForm.None"/>.
    /// </returns>
    public static Refusal? Read(
        in SignableRequest request, SigningScope scope, DateTimeOffset now, out RequestSignature signature)
    {
        signature = default;
        switch (Recognize(request, scope.IsS3))
        {
            case SignatureForm.None:
                return scope.IsS3 ? ReadUnsigned(request, scope, out signature) : null;
            case SignatureForm.V4Query:
                return PresignedReader.Read(request, scope, now, out signature);
            case SignatureForm.V2Header:
                return SignatureV2.ReadHeader(request, now, out signature);
            case SignatureForm.V2Query:
                return SignatureV2.ReadQuery(request, now, out signature);
            default:
                return ReadHeader(request, scope, now, out signature);
        }
    }

    // Who does not sign may still state the hash of the body, or send it in chunks that end with a checksum.
    private static Refusal? ReadUnsigned(in SignableRequest request, SigningScope scope, out RequestSignature signature)
    {
        signature = new RequestSignature { Payload = PayloadKind.NotSigned };
        if (request.Header("x-amz-content-sha256") is null)
        {
            return null;
        }

        if (PayloadHeader.Read(request, scope, out var kind, out var stated) is { } refusal)
        {
            return refusal;
        }

        if (kind is PayloadKind.SignedChunks or PayloadKind.SignedChunksWithTrailer)
        {
            return Refusals.MissingAuthentication(scope);
        }

        signature = new RequestSignature { Payload = kind, StatedHash = stated };
        return null;
    }

    private static Refusal? ReadHeader(
        in SignableRequest request, SigningScope scope, DateTimeOffset now, out RequestSignature signature)
    {
        signature = default;
        var header = request.Header("authorization")!;
        var dateHeader = request.Header("x-amz-date") ?? request.Header("date");
        if (CheckScheme(request, header, scope.IsS3) is { } wrongScheme)
        {
            return wrongScheme;
        }

        if (!AuthorizationHeader.TryParse(header, out var parts, out var odd))
        {
            return scope.IsS3 ? ThreeComponents() : Refusals.Incomplete(
                $"'{odd}' not a valid key=value pair (missing equal-sign) in Authorization header: '{header}'.");
        }

        if (MissingParts(parts, header, dateHeader, scope.IsS3) is { } missing)
        {
            return missing;
        }

        if (!CredentialScope.TryParse(parts.Credential, out var accessKeyId, out var credential))
        {
            return MalformedCredential(parts.Credential, scope.IsS3);
        }

        if (ReadTime(request, dateHeader!, scope.IsS3, out var time) is { } unreadable)
        {
            return unreadable;
        }

        var refusal = ScopeCheck.Check(credential, time, dateHeader!, scope, isQuery: false)
            ?? CheckSkew(time, now, dateHeader!, scope.IsS3)
            ?? CheckSignedHeaders(request, parts.SignedHeaders, scope.IsS3);
        if (refusal is not null)
        {
            return refusal;
        }

        var payload = PayloadHeader.Read(request, scope, out var kind, out var stated);
        signature = new RequestSignature
        {
            Form = SignatureForm.V4Header,
            AccessKeyId = accessKeyId,
            Scope = credential,
            SignedHeaders = parts.SignedHeaders,
            Signature = parts.Signature,
            Time = time,
            Payload = kind,
            StatedHash = stated,
            SessionToken = request.Header("x-amz-security-token"),
        };
        return payload;
    }

    /// <summary>Host must be signed, and so must every header of AWS's own that is there.</summary>
    internal static Refusal? CheckSignedHeaders(
        in SignableRequest request, ReadOnlySpan<char> signedHeaders, bool isS3)
    {
        if (!CanonicalHeaders.Covers(signedHeaders, "host"))
        {
            return isS3 ? Refusals.UnsignedHeader(isS3, "host") : Refusals.Incomplete(
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }

        return CanonicalHeaders.FirstUnsigned(request, signedHeaders) is { } name
            ? Refusals.UnsignedHeader(isS3, name)
            : null;
    }

    internal static Refusal MalformedCredential(ReadOnlySpan<char> credential, bool isS3)
    {
        if (!isS3)
        {
            return Refusals.Incomplete(
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, "
                + $"got '{credential}'");
        }

        return credential.StartsWith('/')
            ? Refusals.MalformedHeader("a non-empty Access Key (AKID) must be provided in the credential.")
            : Refusals.MalformedHeader(
                "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
    }

    private static Refusal? CheckScheme(in SignableRequest request, string header, bool isS3)
    {
        var scheme = AuthorizationHeader.Scheme(header);
        if (!isS3)
        {
            return scheme is AuthorizationHeader.AsymmetricAlgorithm
                ? Refusals.Incomplete($"Unsupported AWS 'algorithm': '{scheme}'.")
                : null;
        }

        if (QueryParameters.TryGet(request.Query, "X-Amz-Algorithm", out _)
            || (QueryParameters.TryGet(request.Query, "Signature", out _)
                && QueryParameters.TryGet(request.Query, "AWSAccessKeyId", out _)))
        {
            return new Refusal(
                RefusalKind.InvalidArgument,
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string "
                + "parameter or the Authorization header should be specified")
                .With("ArgumentName", "Authorization").With("ArgumentValue", header);
        }

        return scheme switch
        {
            AuthorizationHeader.Algorithm => null,
            AuthorizationHeader.AsymmetricAlgorithm => UnsupportedMechanism(),
            _ => new Refusal(RefusalKind.InvalidArgument, "Unsupported Authorization Type")
                .With("ArgumentName", "Authorization").With("ArgumentValue", header),
        };
    }

    internal static Refusal UnsupportedMechanism() => new(
        RefusalKind.InvalidRequest,
        "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");

    private static Refusal ThreeComponents() => Refusals.MalformedHeader(
        "the authorization header requires three components: Credential, SignedHeaders, and Signature.");

    private static Refusal? MissingParts(AuthorizationHeader parts, string header, string? date, bool isS3)
    {
        var isWhole = !parts.Credential.IsEmpty && !parts.Signature.IsEmpty && !parts.SignedHeaders.IsEmpty;
        if (isWhole && date is not null && AuthorizationHeader.IsVersion4(header))
        {
            return null;
        }

        if (isS3)
        {
            return isWhole
                ? Refusals.Denied("AWS authentication requires a valid Date or x-amz-date header")
                : ThreeComponents();
        }

        if (isWhole && date is not null)
        {
            return Refusals.Incomplete($"Unsupported AWS 'algorithm': '{AuthorizationHeader.Scheme(header)}'.");
        }

        return Refusals.Incomplete(
            (parts.Credential.IsEmpty ? "Authorization header requires 'Credential' parameter. " : "")
            + (parts.Signature.IsEmpty ? "Authorization header requires 'Signature' parameter. " : "")
            + (parts.SignedHeaders.IsEmpty ? "Authorization header requires 'SignedHeaders' parameter. " : "")
            + (date is null
                ? "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
                : "")
            + $"Authorization={header}");
    }

    private static Refusal? ReadTime(
        in SignableRequest request, string text, bool isS3, out DateTimeOffset time)
    {
        var isReadable = request.Header("x-amz-date") is not null
            ? SigningTime.TryParse(text, out time)
            : SigningTime.TryParseDateHeader(text, out time);
        if (isReadable)
        {
            return null;
        }

        return isS3
            ? Refusals.Denied("AWS authentication requires a valid Date or x-amz-date header")
            : Refusals.Incomplete(
                $"Date must be in ISO-8601 'basic format'. Got '{text}'. See http://en.wikipedia.org/wiki/ISO_8601");
    }

    private static Refusal? CheckSkew(DateTimeOffset time, DateTimeOffset now, string text, bool isS3)
    {
        if (time >= now - AllowedSkew && time <= now + AllowedSkew)
        {
            return null;
        }

        if (isS3)
        {
            return Refusals.TimeTooSkewed(text, now);
        }

        return time < now ? Refusals.Expired(time, now, AllowedSkew) : Refusals.NotYetCurrent(time, now);
    }
}
