using System.Collections.Concurrent;
using Holdfast.Gateway.Authorization;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Protocols.Signing;
using Holdfast.Store;

namespace Holdfast.Gateway.Authentication;

/// <summary>Finds credentials, and remembers them while they are current: the seal of a secret is opened once, a policy compiled once.</summary>
internal sealed class CredentialMemo(IStore store, IIdentitySource identities, ISecretSealer sealer, IJudge judge, GateOptions options)
{
    private readonly ConcurrentDictionary<string, Credential> _credentials = new(StringComparer.Ordinal);
    private long _versions;

    /// <summary>The number of credentials kept.</summary>
    public int Count => _credentials.Count;

    /// <summary>Gives a credential that is remembered and current; null otherwise.</summary>
    public Credential? TryGet(ReadOnlySpan<char> accessKeyId)
        => _credentials.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(accessKeyId, out var credential)
            && store.IsCurrent(credential.Freshness)
                ? credential
                : null;

    /// <summary>Reads a credential from the store; null when the access key does not exist.</summary>
    public async ValueTask<Credential?> LoadAsync(string accessKeyId)
    {
        using var transaction = store.Begin(new Cause("authentication", 0));
        var identity = await identities.FindAsync(transaction, accessKeyId, CancellationToken.None);
        if (identity is null)
        {
            // Nothing is remembered of keys that do not exist: their number has no bound.
            _credentials.TryRemove(accessKeyId, out _);
            return null;
        }

        var credential = new Credential
        {
            Caller = identity.Caller,
            Secret = SecretOf(accessKeyId, identity),
            IsActive = identity.IsActive,
            Grants = judge.Prepare(identity),
            Freshness = transaction.Freshness,
        };
        if (_credentials.Count >= options.CredentialsKeptMax)
        {
            _credentials.Clear();
        }

        _credentials[accessKeyId] = credential;
        return credential;
    }

    private SigningSecret SecretOf(string accessKeyId, Identity identity)
        => new(accessKeyId, sealer.Open(identity.SealedSecret!, accessKeyId), Interlocked.Increment(ref _versions));
}
