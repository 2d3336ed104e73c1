using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.Sts.Federation;

/// <summary>A token in which an account tells others who one of its principals is ("Understanding token claims").</summary>
internal sealed class OutboundToken(OutboundSigner signer, string algorithm)
{
    /// <summary>ECDSA over P-384.</summary>
    public const string EllipticCurve = "ES384";

    /// <summary>RSA.</summary>
    public const string Rsa = "RS256";

    /// <summary>Bytes of the claims.</summary>
    public const int ClaimsBytesMax = 16 * 1024;

    private const string Namespace = "https://sts.amazonaws.com/";

    /// <summary>Whom it is for.</summary>
    public required IReadOnlyList<string> Audience { get; init; }

    /// <summary>From when it counts.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Until when it counts.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>The tags that the caller adds.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The organization of the account; null when it is in none.</summary>
    public required string? OrganizationId { get; init; }

    /// <summary>Writes and signs it for the caller.</summary>
    /// <exception cref="JWTPayloadSizeExceededException">It would be too long.</exception>
    public string Sign(Call call)
    {
        var header = Write(WriteHeader);
        var claims = Write(json => WriteClaims(json, call));
        if (claims.Length > ClaimsBytesMax)
        {
            throw new JWTPayloadSizeExceededException(
                "The requested token payload size exceeds the maximum allowed size. Reduce the number of request tags.");
        }

        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private byte[] Sign(byte[] bytes)
    {
        if (algorithm == Rsa)
        {
            using var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(signer.PrivateKey.Span, out _);
            return rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(signer.PrivateKey.Span, out _);
        return ecdsa.SignData(bytes, HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private void WriteHeader(Utf8JsonWriter json)
    {
        json.WriteString("alg"u8, algorithm);
        json.WriteString("kid"u8, signer.KeyId);
        json.WriteString("typ"u8, "JWT"u8);
    }

    private void WriteClaims(Utf8JsonWriter json, Call call)
    {
        json.WriteString("iss"u8, signer.Issuer);
        if (Audience is [var only])
        {
            json.WriteString("aud"u8, only);
        }
        else
        {
            json.WriteStartArray("aud"u8);
            foreach (var audience in Audience)
            {
                json.WriteStringValue(audience);
            }

            json.WriteEndArray();
        }

        json.WriteString("sub"u8, PrincipalOf(call.Caller));
        json.WriteNumber("iat"u8, Start.ToUnixTimeSeconds());
        json.WriteNumber("exp"u8, End.ToUnixTimeSeconds());
        json.WriteString("jti"u8, call.Ids.NewGuid().ToString("D"));
        WriteOwnClaims(json, call);
    }

    private void WriteOwnClaims(Utf8JsonWriter json, Call call)
    {
        json.WriteStartObject(Namespace);
        json.WriteString("aws_account"u8, call.Account.Value);
        json.WriteString("source_region"u8, call.Region.Value);
        json.WriteString("principal_id"u8, PrincipalOf(call.Caller));
        if (OrganizationId is { } organization)
        {
            json.WriteString("org_id"u8, organization);
        }

        if (call.Caller.Session is { } session)
        {
            if (session.ExpiresAt is { } end)
            {
                json.WriteString("original_session_exp"u8, end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            }

            if (session.FederatedProvider is { } provider)
            {
                json.WriteString("federated_provider"u8, provider);
            }
        }

        WriteTags(json, "principal_tags", call.Caller.Tags);
        WriteTags(json, "request_tags", Tags);
        json.WriteEndObject();
    }

    // The role of a session, not the session: others write the subject into their policies.
    private static string PrincipalOf(Caller caller)
        => caller is { Kind: CallerKind.AssumedRole, Session.IssuerArn: { } role } ? role : caller.Arn;

    private static void WriteTags(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count == 0)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, value) in tags)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}
