using System.Collections.Concurrent;
using System.Collections.Immutable;
using Holdfast.Gateway.Authorization;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Kernel.Sessions;
using Holdfast.Protocols.Signing;
using Holdfast.Store;

namespace Holdfast.Gateway.Authentication;

/// <summary>Opens session tokens, and remembers the credentials in them while they are current: a seal is opened once, a policy compiled once.</summary>
internal sealed class SessionMemo(IStore store, IIdentitySource identities, SessionToken tokens, IJudge judge, GateOptions options)
{
    private readonly ConcurrentDictionary<string, KnownSession> _sessions = new(StringComparer.Ordinal);
    private long _versions;

    /// <summary>The number of sessions kept.</summary>
    public int Count => _sessions.Count;

    /// <summary>Gives the credential of a session that is remembered, current and not over; null otherwise.</summary>
    public Credential? TryGet(ReadOnlySpan<char> accessKeyId, string token, DateTimeOffset now)
        => _sessions.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(accessKeyId, out var known)
            && known.Token == token
            && now < known.ExpiresAt
            && store.IsCurrent(known.Credential.Freshness)
                ? known.Credential
                : null;

    /// <summary>Opens a token and reads who its session is now.</summary>
    /// <param name="accessKeyId">The access key id that came with it.</param>
    /// <param name="token">The token.</param>
    /// <param name="scope">What the endpoint expects, which words the refusal.</param>
    /// <param name="now">The instant of the call.</param>
    /// <returns>The credential, or why there is none: the token is not ours, belongs to another key or to somebody who is gone, or its session is over.</returns>
    public async ValueTask<(Credential? Credential, Refusal? Refusal)> LoadAsync(
        string accessKeyId, string token, SigningScope scope, DateTimeOffset now)
    {
        if (tokens.Open(accessKeyId, token) is not { } session)
        {
            return (null, Refusals.InvalidToken(scope, token));
        }

        if (now >= session.ExpiresAt)
        {
            _sessions.TryRemove(accessKeyId, out _);
            return (null, Refusals.ExpiredToken(scope, token));
        }

        using var transaction = store.Begin(new Cause("authentication", 0));
        if (await identities.FindAsync(transaction, session, CancellationToken.None) is not { } identity)
        {
            return (null, Refusals.InvalidToken(scope, token));
        }

        var credential = CredentialOf(session, identity, transaction.Freshness);
        if (_sessions.Count >= options.CredentialsKeptMax)
        {
            MakeRoom(now);
        }

        _sessions[accessKeyId] = new(token, session.ExpiresAt, credential);
        return (credential, null);
    }

    // Sessions come and go: those that are over go first, and all of them only when they are all alive.
    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (accessKeyId, known) in _sessions)
        {
            if (now >= known.ExpiresAt)
            {
                _sessions.TryRemove(accessKeyId, out _);
            }
        }

        if (_sessions.Count >= options.CredentialsKeptMax)
        {
            _sessions.Clear();
        }
    }

    private Credential CredentialOf(Session session, Identity identity, Freshness freshness)
    {
        var complete = identity with { Caller = Complete(identity.Caller, session) };
        return new Credential
        {
            Caller = complete.Caller,
            Secret = new(session.AccessKeyId, session.Secret, Interlocked.Increment(ref _versions)),
            IsActive = identity.IsActive,
            Grants = judge.Prepare(complete),
            Freshness = freshness,
        };
    }

    // What the session alone knows of its caller.
    private static Caller Complete(Caller caller, Session session) => caller with
    {
        IssuerId = session.Kind is CallerKind.AssumedRole or CallerKind.FederatedUser ? session.IssuerId : null,
        TransitiveTags = session.TransitiveTagKeys is [] ? caller.TransitiveTags : TransitiveOf(session),
    };

    private static ImmutableDictionary<string, string> TransitiveOf(Session session)
        => session.Tags
            .Where(tag => session.TransitiveTagKeys.Contains(tag.Key, StringComparer.OrdinalIgnoreCase))
            .ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    private sealed record KnownSession(string Token, DateTimeOffset ExpiresAt, Credential Credential);
}
