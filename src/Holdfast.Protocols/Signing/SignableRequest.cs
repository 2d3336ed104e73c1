namespace Holdfast.Protocols.Signing;

/// <summary>What a signature speaks of: the request as it stood on the wire, before anybody decoded it.</summary>
/// <remarks>A view over memory of the caller, so that looking at a request allocates nothing.</remarks>
public readonly ref struct SignableRequest
{
    /// <summary>The HTTP method in capitals.</summary>
    public required ReadOnlySpan<char> Method { get; init; }

    /// <summary>The path as received, still percent-encoded, without the query.</summary>
    public required ReadOnlySpan<char> Path { get; init; }

    /// <summary>The query as received, still percent-encoded, without its question mark.</summary>
    public ReadOnlySpan<char> Query { get; init; }

    /// <summary>
    /// Every header line, <c>Host</c> included (the <c>:authority</c> of HTTP/2 is given as <c>Host</c>).
    /// </summary>
    public required ReadOnlySpan<HeaderField> Headers { get; init; }

    /// <summary>
    /// The bucket that <c>Host</c> names, where it names one; Signature Version 2 signs it with the path.
    /// </summary>
    public ReadOnlySpan<char> VirtualBucket { get; init; }

    /// <summary>Splits a request target such as <c>/bucket/key?versionId=1</c> into its path and its query.</summary>
    public static SignableRequest Of(
        ReadOnlySpan<char> method, ReadOnlySpan<char> target, ReadOnlySpan<HeaderField> headers)
    {
        var mark = target.IndexOf('?');
        return new SignableRequest
        {
            Method = method,
            Path = mark < 0 ? target : target[..mark],
            Query = mark < 0 ? default : target[(mark + 1)..],
            Headers = headers,
        };
    }

    /// <summary>
    /// The first value of a header, or <see langword="null"/> when the request has none of that name.
    /// </summary>
    public string? Header(ReadOnlySpan<char> name)
    {
        foreach (ref readonly var field in Headers)
        {
            if (field.Name.Length == name.Length && name.Equals(field.Name, StringComparison.OrdinalIgnoreCase))
            {
                return field.Value;
            }
        }

        return null;
    }
}
