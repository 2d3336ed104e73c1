using System.Globalization;
using System.Security.Cryptography;

namespace Holdfast.Protocols.Signing;

/// <summary>S3's Signature Version 2, in the header and in presigned URLs.</summary>
/// <remarks>See "Signing and authenticating REST requests (AWS signature version 2)" in the S3 User Guide.</remarks>
internal static class SignatureV2
{
    /// <summary>The subresources and response overrides that belong to the signed resource, in their order.</summary>
    private static readonly string[] SignedParameters =
    [
        "accelerate", "acl", "analytics", "cors", "defaultObjectAcl", "delete", "encryption", "intelligent-tiering",
        "inventory", "lifecycle", "location", "logging", "metrics", "notification", "object-lock", "partNumber",
        "policy", "policyStatus", "publicAccessBlock", "replication", "requestPayment", "response-cache-control",
        "response-content-disposition", "response-content-encoding", "response-content-language",
        "response-content-type", "response-expires", "restore", "select", "select-type", "storageClass", "tagging",
        "torrent", "uploadId", "uploads", "versionId", "versioning", "versions", "website",
    ];

    public static Refusal? ReadHeader(in SignableRequest request, DateTimeOffset now, out RequestSignature signature)
    {
        signature = default;
        ReadOnlySpan<char> value = request.Header("authorization")!;
        value = value["AWS".Length..].Trim();
        var colon = value.LastIndexOf(':');
        if (colon <= 0)
        {
            return new Refusal(
                RefusalKind.InvalidArgument, "AWS authorization header is invalid.  Expected AwsAccessKeyId:signature")
                .With("ArgumentName", "Authorization").With("ArgumentValue", $"AWS {value}");
        }

        var text = request.Header("x-amz-date") ?? request.Header("date");
        if (text is null || !SigningTime.TryParseDateHeader(text, out var time))
        {
            return Refusals.Denied("AWS authentication requires a valid Date or x-amz-date header");
        }

        if (time < now - SignatureReader.AllowedSkew || time > now + SignatureReader.AllowedSkew)
        {
            return Refusals.TimeTooSkewed(text, now);
        }

        signature = new RequestSignature
        {
            Form = SignatureForm.V2Header,
            AccessKeyId = value[..colon],
            Signature = value[(colon + 1)..],
            Time = time,
            Payload = PayloadKind.NotSigned,
            SessionToken = request.Header("x-amz-security-token"),
        };
        return null;
    }

    public static Refusal? ReadQuery(in SignableRequest request, DateTimeOffset now, out RequestSignature signature)
    {
        signature = default;
        var text = QueryParameters.Get(request.Query, "Expires");
        if (string.IsNullOrEmpty(text)
            || QueryParameters.IsRepeated(request.Query, "Expires")
            || QueryParameters.IsRepeated(request.Query, "AWSAccessKeyId")
            || QueryParameters.IsRepeated(request.Query, "Signature"))
        {
            return Refusals.Denied(
                "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return Refusals.Denied($"Invalid date (should be seconds since epoch): {text}");
        }

        var expires = DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (now > expires)
        {
            return Refusals.RequestExpired(expires, now, lifetimeSeconds: null);
        }

        signature = new RequestSignature
        {
            Form = SignatureForm.V2Query,
            AccessKeyId = QueryParameters.Get(request.Query, "AWSAccessKeyId")!,
            Signature = QueryParameters.Get(request.Query, "Signature")!,
            Time = expires,
            Payload = PayloadKind.NotSigned,
            SessionToken = QueryParameters.Get(request.Query, "x-amz-security-token")
                ?? request.Header("x-amz-security-token"),
            ExpiresText = text,
        };
        return null;
    }

    public static Refusal? Verify(in SignableRequest request, in RequestSignature signature, SigningSecret secret)
    {
        var toSign = new Utf8Buffer(stackalloc byte[1024]);
        try
        {
            AppendStringToSign(ref toSign, request, signature.ExpiresText);
            return Matches(secret, toSign.Written, signature.Signature)
                ? null
                : Refusals.S3Mismatch(signature.AccessKeyId, signature.Signature, toSign.ToString());
        }
        finally
        {
            toSign.Dispose();
        }
    }

    /// <summary>Compares a Base64 signature with the right one in constant time.</summary>
    public static bool Matches(SigningSecret secret, ReadOnlySpan<byte> toSign, ReadOnlySpan<char> signature)
    {
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        Sign(secret, toSign, mac);

        // The text is compared, not what it decodes to: Base64 has several spellings of one value.
        Span<char> expected = stackalloc char[28];
        Convert.TryToBase64Chars(mac, expected, out _);
        return signature.Length == expected.Length && CryptographicOperations.FixedTimeEquals(
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(expected),
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(signature));
    }

#pragma warning disable CA5350 // HMAC-SHA1 is what Signature Version 2 is made of; the client chooses it, not we.
    public static void Sign(SigningSecret secret, ReadOnlySpan<byte> toSign, Span<byte> mac) =>
        HMACSHA1.HashData(secret.Bare, toSign, mac);
#pragma warning restore CA5350

    /// <summary>Appends the string to sign; a presigned URL has its expiry where a header has its date.</summary>
    public static void AppendStringToSign(
        ref Utf8Buffer output, in SignableRequest request, ReadOnlySpan<char> expires)
    {
        output.Append(request.Method);
        output.Append((byte)'\n');
        output.Append(Standard(request, "content-md5"));
        output.Append((byte)'\n');
        output.Append(Standard(request, "content-type"));
        output.Append((byte)'\n');
        if (!expires.IsEmpty)
        {
            output.Append(expires);
        }
        else if (request.Header("x-amz-date") is null)
        {
            output.Append(request.Header("date")?.Trim());
        }

        output.Append((byte)'\n');
        AppendAmazonHeaders(ref output, request);
        AppendResource(ref output, request);
    }

    /// <summary>A standard header; a presigned URL may carry it in its query, as botocore writes it there.</summary>
    private static string? Standard(in SignableRequest request, string name) =>
        request.Header(name)?.Trim() ?? QueryParameters.Get(request.Query, name);

    private static void AppendAmazonHeaders(ref Utf8Buffer output, in SignableRequest request)
    {
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in request.Headers)
        {
            if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase))
            {
                Add(name, value);
            }
        }

        var query = request.Query;
        while (!query.IsEmpty)
        {
            // A presigned URL carries these in its query, and signs them as if they were headers.
            QueryParameters.Next(ref query, out var name, out var value);
            if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase))
            {
                Add(PercentEncoding.Decode(name), PercentEncoding.Decode(value));
            }
        }

        foreach (var (name, value) in lines)
        {
            output.Append(name);
            output.Append((byte)':');
            output.Append(value);
            output.Append((byte)'\n');
        }

        void Add(string name, string value)
        {
            var key = name.ToLowerInvariant();
            lines[key] = lines.TryGetValue(key, out var earlier) ? $"{earlier},{value.Trim()}" : value.Trim();
        }
    }

    private static void AppendResource(ref Utf8Buffer output, in SignableRequest request)
    {
        if (!request.VirtualBucket.IsEmpty)
        {
            output.Append((byte)'/');
            output.Append(request.VirtualBucket);
        }

        output.Append(request.Path.IsEmpty ? "/" : request.Path);
        var separator = (byte)'?';
        foreach (var parameter in SignedParameters)
        {
            if (!QueryParameters.TryGet(request.Query, parameter, out var value))
            {
                continue;
            }

            output.Append(separator);
            output.Append(parameter);
            separator = (byte)'&';
            if (!value.IsEmpty)
            {
                output.Append((byte)'=');
                output.Append(PercentEncoding.Decode(value));
            }
        }
    }
}
