using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Protocols.Signing;

/// <summary>Signs requests as an SDK does: for what the server sends itself, for tests and for benchmarks.</summary>
/// <param name="secret">The key to sign with.</param>
/// <param name="scope">The service and region; <see cref="SigningScope.Region"/> must be given.</param>
/// <param name="sessionToken">The session token of a temporary credential.</param>
public sealed class RequestSigner(SigningSecret secret, SigningScope scope, string? sessionToken = null)
{
    /// <summary>The region in which it signs.</summary>
    private readonly string _region =
        scope.Region ?? throw new ArgumentException("A signer needs a region.", nameof(scope));

    /// <summary>Signs with the <c>Authorization</c> header, over the hash of a whole body.</summary>
    /// <returns>All headers to send.</returns>
    public HeaderField[] Sign(
        string method, string target, IEnumerable<HeaderField> headers, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        Sign(method, target, headers, Convert.ToHexStringLower(SHA256.HashData(body)), now);

    /// <summary>
    /// Signs with the <c>Authorization</c> header; <paramref name="payload"/> is a hash or a word for it.
    /// </summary>
    /// <returns>All headers to send.</returns>
    public HeaderField[] Sign(
        string method, string target, IEnumerable<HeaderField> headers, string payload, DateTimeOffset now)
    {
        List<HeaderField> all = [.. headers, new("X-Amz-Date", SigningTime.Format(now))];
        if (sessionToken is not null)
        {
            all.Add(new("X-Amz-Security-Token", sessionToken));
        }

        if (scope.IsS3 || payload == CanonicalRequest.UnsignedPayload)
        {
            all.Add(new("x-amz-content-sha256", payload));
        }

        var signedHeaders = NamesOf(all);
        var signature = Signature(method, target, [.. all], signedHeaders, payload, now, isPresigned: false);
        all.Add(new(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={Credential(now)}, SignedHeaders={signedHeaders}, Signature={signature}"));
        return [.. all];
    }

    /// <summary>Signs in the query, over the given headers and without the body.</summary>
    /// <returns>The target to send: path and query.</returns>
    public string Presign(
        string method, string target, IEnumerable<HeaderField> headers, TimeSpan lifetime, DateTimeOffset now)
    {
        HeaderField[] all = [.. headers];
        var signedHeaders = NamesOf(all);
        var token = sessionToken is null ? "" : $"&X-Amz-Security-Token={Uri.EscapeDataString(sessionToken)}";
        target += (target.Contains('?', StringComparison.Ordinal) ? "&" : "?")
            + $"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString(Credential(now))}"
            + $"&X-Amz-Date={SigningTime.Format(now)}&X-Amz-Expires={Refusals.Number((long)lifetime.TotalSeconds)}"
            + $"&X-Amz-SignedHeaders={Uri.EscapeDataString(signedHeaders)}{token}";
        var payload = scope.IsS3 ? CanonicalRequest.UnsignedPayload : CanonicalRequest.EmptyHash;
        var signature = Signature(method, target, all, signedHeaders, payload, now, isPresigned: true);
        return $"{target}&X-Amz-Signature={signature}";
    }

    /// <summary>Signs a text with the key of a day, as a POST policy is signed.</summary>
    public string SignText(string text, DateTimeOffset now)
    {
        Span<byte> key = stackalloc byte[HMACSHA256.HashSizeInBytes];
        DeriveKey(now, key);
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The credential of a day: <c>AKID/yyyyMMdd/region/service/aws4_request</c>.</summary>
    public string Credential(DateTimeOffset now) =>
        $"{secret.AccessKeyId}/{DayOf(now)}/{_region}/{scope.Service}/aws4_request";

    /// <summary>
    /// The signer of the chunks that follow a request signed with <see cref="Sign(string, string,
    /// IEnumerable{HeaderField}, string, DateTimeOffset)"/>.
    /// </summary>
    /// <param name="headers">The headers that signing returned, which hold the seed.</param>
    /// <param name="now">The time at which they were signed.</param>
    public ChunkSigner Chunks(IEnumerable<HeaderField> headers, DateTimeOffset now)
    {
        var authorization = headers.First(static field => field.Name == "Authorization").Value;
        Span<byte> key = stackalloc byte[HMACSHA256.HashSizeInBytes];
        DeriveKey(now, key);
        return new ChunkSigner(
            key, SigningTime.Format(now), $"{DayOf(now)}/{_region}/{scope.Service}/aws4_request",
            authorization.AsSpan(authorization.LastIndexOf('=') + 1));
    }

    private string Signature(
        string method,
        string target,
        HeaderField[] headers,
        string signedHeaders,
        string payload,
        DateTimeOffset now,
        bool isPresigned)
    {
        var request = SignableRequest.Of(method, target, headers);
        var canonical = new Utf8Buffer(stackalloc byte[1024]);
        var toSign = new Utf8Buffer(stackalloc byte[256]);
        try
        {
            CanonicalRequest.Append(ref canonical, request, signedHeaders, payload, scope.IsS3, isPresigned);
            CanonicalRequest.AppendStringToSign(ref toSign, now, ScopeOf(now), canonical.Written);
            Span<byte> key = stackalloc byte[HMACSHA256.HashSizeInBytes];
            DeriveKey(now, key);
            return Convert.ToHexStringLower(HMACSHA256.HashData(key, toSign.Written));
        }
        finally
        {
            canonical.Dispose();
            toSign.Dispose();
        }
    }

    private void DeriveKey(DateTimeOffset now, Span<byte> key) => SigningKeyCache.Derive(secret, ScopeOf(now), key);

    private CredentialScope ScopeOf(DateTimeOffset now) => new()
    {
        Date = SigningTime.Format(now).AsSpan(0, 8),
        Region = _region,
        Service = scope.Service,
        Ending = CredentialScope.Terminator,
    };

    private static string DayOf(DateTimeOffset now) => SigningTime.Format(now)[..8];

    private static string NamesOf(IEnumerable<HeaderField> headers) => string.Join(';', headers
        .Select(static field => field.Name.ToLowerInvariant())
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal));
}
