namespace Holdfast.Protocols.Wire;

/// <summary>What the codecs see of an HTTP request, after its service was recognized.</summary>
/// <remarks>
/// For S3 the path is in path style: the gateway puts the bucket of a virtual host in front of it.
/// The body must stay unchanged until the request was read; what is read out of it is copied.
/// </remarks>
public sealed class RequestParts
{
    /// <summary>The HTTP method, in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The path as sent, still percent-encoded, without the query string.</summary>
    public required string RawPath { get; init; }

    /// <summary>The query string as sent, without the question mark.</summary>
    public string RawQuery { get; init; } = "";

    /// <summary>The headers.</summary>
    public required IRequestHeaders Headers { get; init; }

    /// <summary>The body, when it was read into memory.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>The body of an operation that streams it.</summary>
    public Stream? Stream { get; set; }

    /// <summary>Makes the token that fills a missing idempotency token; none are filled when null.</summary>
    public Func<string>? NewToken { get; init; }

    /// <summary>The values of the path's labels, set by routing.</summary>
    public PathLabels Labels { get; set; }
}
