namespace Holdfast.Protocols.Signing;

/// <summary>The signed headers as the canonical request has them, and the rules on which must be signed.</summary>
internal static class CanonicalHeaders
{
    /// <summary>Appends <c>name:value</c> lines for the names in <paramref name="signedHeaders"/>.</summary>
    public static void Append(ref Utf8Buffer output, in SignableRequest request, ReadOnlySpan<char> signedHeaders)
    {
        foreach (var range in signedHeaders.Split(';'))
        {
            var name = signedHeaders[range];
            output.AppendLower(name);
            output.Append((byte)':');
            var isFirst = true;
            foreach (ref readonly var field in request.Headers)
            {
                if (field.Name.Length == name.Length && name.Equals(field.Name, StringComparison.OrdinalIgnoreCase))
                {
                    if (!isFirst)
                    {
                        output.Append((byte)',');
                    }

                    isFirst = false;
                    AppendFolded(ref output, field.Value);
                }
            }

            output.Append((byte)'\n');
        }
    }

    /// <summary>Whether a header is among the signed ones.</summary>
    public static bool Covers(ReadOnlySpan<char> signedHeaders, ReadOnlySpan<char> name)
    {
        foreach (var range in signedHeaders.Split(';'))
        {
            if (signedHeaders[range].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first header of AWS's own that is present and not signed, or <see langword="null"/>.</summary>
    public static string? FirstUnsigned(in SignableRequest request, ReadOnlySpan<char> signedHeaders)
    {
        foreach (ref readonly var field in request.Headers)
        {
            if (field.Name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
                && !Covers(signedHeaders, field.Name))
            {
                return field.Name;
            }
        }

        return null;
    }

    private static void AppendFolded(ref Utf8Buffer output, ReadOnlySpan<char> value)
    {
        value = value.Trim();
        while (!value.IsEmpty)
        {
            var space = value.IndexOfAny(" \t\r\n");
            output.Append(space < 0 ? value : value[..space]);
            if (space < 0)
            {
                return;
            }

            output.Append((byte)' ');
            value = value[space..].TrimStart();
        }
    }
}
