using System.Collections.Concurrent;
using Holdfast.Kernel.Ports;

namespace Holdfast.Server.Federation;

/// <summary>Keeps the keys of OIDC providers for a while: those that were given, and those that their hosts publish.</summary>
/// <param name="options">Where keys come from.</param>
/// <param name="timeout">How long a provider may take to answer.</param>
internal sealed class WebKeySource(WebKeyOptions options, TimeSpan timeout) : IWebKeySource
{
    /// <summary>How long a provider may take to answer, unless something else is said.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private const int IssuersMax = 1_000;

    // Keys that were withdrawn count for so long at most.
    private static readonly TimeSpan KeysLife = TimeSpan.FromMinutes(10);

    // So long a provider is left alone that could not be reached.
    private static readonly TimeSpan FaultLife = TimeSpan.FromSeconds(5);

    private readonly ProviderClient _client = new(options, timeout);
    private readonly GivenKeys? _given = options.Given is { } path ? new(path) : null;
    private readonly ConcurrentDictionary<string, WebKeys> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, WebThumbprint Value)> _thumbprints = new(StringComparer.Ordinal);

    // One fetch at a time for each issuer, however many tokens of it come together.
    private readonly ConcurrentDictionary<string, Lazy<Task>> _fetches = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public WebKeys? Find(WebIssuer issuer, DateTimeOffset now)
        => _keys.TryGetValue(KeyOf(issuer), out var known) && IsFresh(known.FetchedAt, now, known.Fault is null ? KeysLife : FaultLife) ? known : null;

    /// <inheritdoc/>
    public ValueTask FetchAsync(WebIssuer issuer, DateTimeOffset now, CancellationToken cancellationToken)
        => OnceAsync("keys " + KeyOf(issuer), async () =>
        {
            Bound(_keys);
            if (_given?.Find(issuer.Url) is { } given)
            {
                _keys[KeyOf(issuer)] = new(now, given, Fault: null);
                return;
            }

            var (keys, fault) = await _client.FetchKeysAsync(issuer, cancellationToken);
            _keys[KeyOf(issuer)] = new(now, keys is null ? null : (ReadOnlyMemory<byte>?)keys, fault);
        });

    /// <inheritdoc/>
    public WebThumbprint? FindThumbprint(string url, DateTimeOffset now)
        => _thumbprints.TryGetValue(url, out var known) && IsFresh(known.At, now, FaultLife) ? known.Value : null;

    /// <inheritdoc/>
    public ValueTask FetchThumbprintAsync(string url, DateTimeOffset now, CancellationToken cancellationToken)
        => OnceAsync("thumbprint " + url, async () =>
        {
            Bound(_thumbprints);
            _thumbprints[url] = (now, new(await _client.FetchThumbprintAsync(url, cancellationToken)));
        });

    private static string KeyOf(WebIssuer issuer) => $"{issuer.Url} {string.Join(' ', issuer.Thumbprints)}";

    // Calls that run together have not quite the same instant, and the world's clock may be moved either way.
    private static bool IsFresh(DateTimeOffset at, DateTimeOffset now, TimeSpan life) => (now - at).Duration() < life;

    private static void Bound<T>(ConcurrentDictionary<string, T> cache)
    {
        if (cache.Count >= IssuersMax)
        {
            cache.Clear();
        }
    }

    private async ValueTask OnceAsync(string key, Func<Task> fetch)
    {
        var running = _fetches.GetOrAdd(key, _ => new(fetch));
        try
        {
            await running.Value;
        }
        finally
        {
            _fetches.TryRemove(new(key, running));
        }
    }
}
