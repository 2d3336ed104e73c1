namespace Holdfast.Protocols.Signing;

/// <summary>What a credential is good for: one day, one region, one service.</summary>
public readonly ref struct CredentialScope
{
    /// <summary>The word that ends every scope of Signature Version 4.</summary>
    public const string Terminator = "aws4_request";

    /// <summary>The day as <c>yyyyMMdd</c>.</summary>
    public ReadOnlySpan<char> Date { get; init; }

    /// <summary>The region, such as <c>eu-west-1</c>.</summary>
    public ReadOnlySpan<char> Region { get; init; }

    /// <summary>The signing name of the service, such as <c>iam</c>.</summary>
    public ReadOnlySpan<char> Service { get; init; }

    /// <summary>The last element as sent; anything but <see cref="Terminator"/> is refused.</summary>
    public ReadOnlySpan<char> Ending { get; init; }

    /// <summary>Reads the scope a request claims, unverified, to recognize the service that is called.</summary>
    /// <returns>False where the request carries no Version 4 credential of five elements.</returns>
    public static bool TryPeek(
        in SignableRequest request, out CredentialScope scope, out ReadOnlySpan<char> accessKeyId)
    {
        scope = default;
        accessKeyId = default;
        if (request.Header("authorization") is { } header)
        {
            return AuthorizationHeader.IsVersion4(header)
                && AuthorizationHeader.TryParse(header, out var parts, out _)
                && TryParse(parts.Credential, out accessKeyId, out scope);
        }

        return QueryParameters.TryGet(request.Query, "X-Amz-Credential", out var credential)
            && TryParse(PercentEncoding.Decode(credential), out accessKeyId, out scope);
    }

    /// <summary>Splits <c>AKID/yyyyMMdd/region/service/aws4_request</c>.</summary>
    internal static bool TryParse(
        ReadOnlySpan<char> credential, out ReadOnlySpan<char> accessKeyId, out CredentialScope scope)
    {
        accessKeyId = default;
        scope = default;
        Span<Range> parts = stackalloc Range[6];
        if (credential.Split(parts, '/') != 5 || parts[0].End.Value == 0)
        {
            return false;
        }

        accessKeyId = credential[parts[0]];
        scope = new CredentialScope
        {
            Date = credential[parts[1]],
            Region = credential[parts[2]],
            Service = credential[parts[3]],
            Ending = credential[parts[4]],
        };
        return true;
    }

    internal void AppendTo(ref Utf8Buffer output)
    {
        output.Append(Date);
        output.Append((byte)'/');
        output.Append(Region);
        output.Append((byte)'/');
        output.Append(Service);
        output.Append("/aws4_request"u8);
    }
}
