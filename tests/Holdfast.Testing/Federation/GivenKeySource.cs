using Holdfast.Kernel.Ports;

namespace Holdfast.Testing.Federation;

/// <summary>A source of keys that a test fills, and that counts how often it was asked to fetch.</summary>
public sealed class GivenKeySource : IWebKeySource
{
    private readonly Dictionary<string, WebKeys> _fetched = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WebThumbprint> _thumbprints = new(StringComparer.Ordinal);

    /// <summary>What issuers publish, by URL; an issuer that is not here cannot be reached.</summary>
    public Dictionary<string, byte[]> Published { get; } = new(StringComparer.Ordinal);

    /// <summary>What is wrong with issuers, by URL.</summary>
    public Dictionary<string, WebKeyFault> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>The thumbprints of hosts, by URL; a host that is not here cannot be reached.</summary>
    public Dictionary<string, string> Thumbprints { get; } = new(StringComparer.Ordinal);

    /// <summary>The issuers that were asked for, in order.</summary>
    public List<WebIssuer> Fetches { get; } = [];

    /// <inheritdoc/>
    public WebKeys? Find(WebIssuer issuer, DateTimeOffset now) => _fetched.GetValueOrDefault(issuer.Url);

    /// <inheritdoc/>
    public ValueTask FetchAsync(WebIssuer issuer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Fetches.Add(issuer);
        _fetched[issuer.Url] = Faults.TryGetValue(issuer.Url, out var fault) ? new(now, null, fault)
            : Published.TryGetValue(issuer.Url, out var keys) ? new(now, keys, null)
            : new(now, null, WebKeyFault.Unreachable);
        return default;
    }

    /// <inheritdoc/>
    public WebThumbprint? FindThumbprint(string url, DateTimeOffset now) => _thumbprints.GetValueOrDefault(url);

    /// <inheritdoc/>
    public ValueTask FetchThumbprintAsync(string url, DateTimeOffset now, CancellationToken cancellationToken)
    {
        _thumbprints[url] = new(Thumbprints.GetValueOrDefault(url));
        return default;
    }
}
