namespace Holdfast.Gateway.Recognition;

/// <summary>What a request says about the service it wants, before anything of it is believed.</summary>
internal readonly ref struct Clues
{
    /// <summary>The <c>Host</c> header.</summary>
    public required string Host { get; init; }

    /// <summary>The path as sent.</summary>
    public required string Path { get; init; }

    /// <summary>The query as sent, without its question mark.</summary>
    public string Query { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The <c>Content-Type</c> header.</summary>
    public string? ContentType { get; init; }

    /// <summary>The <c>X-Amz-Target</c> header.</summary>
    public string? Target { get; init; }

    /// <summary>The <c>smithy-protocol</c> header.</summary>
    public string? SmithyProtocol { get; init; }

    /// <summary>The service in the credential scope; empty when the request has none.</summary>
    public ReadOnlySpan<char> ScopeService { get; init; }

    /// <summary>The region in the credential scope; empty when the request has none.</summary>
    public ReadOnlySpan<char> ScopeRegion { get; init; }
}
