using System.Collections.Concurrent;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Protocols.Models;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>The uses that no record tells of yet. It is a cache: what it holds can be made again from the record of calls (<see cref="LastUses"/>).</summary>
/// <remarks>Every recorded call passes here. One like another of the same second costs two look-ups and no memory.</remarks>
public sealed class UsageJournal : IUsageJournal
{
    private const string TemporaryKeyPrefix = "ASIA";

    private readonly ConcurrentDictionary<string, UsedSubject> _principals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, UsedSubject> _keys = new(StringComparer.Ordinal);
    private long _begunTicks = long.MaxValue;

    /// <summary>The principals that the journal holds uses of.</summary>
    internal IEnumerable<UsedSubject> Principals => _principals.Select(subject => subject.Value);

    /// <summary>The access keys that the journal holds uses of.</summary>
    internal IEnumerable<UsedSubject> Keys => _keys.Select(subject => subject.Value);

    /// <summary>The instant of the first call that was noted; null when none was. What is older is in the record of calls alone.</summary>
    internal DateTimeOffset? Begun => Volatile.Read(ref _begunTicks) is var ticks and < long.MaxValue ? new(ticks, TimeSpan.Zero) : null;

    /// <inheritdoc/>
    public void Note(Caller caller, OperationModel operation, Region region, DateTimeOffset now)
    {
        if (now.UtcTicks < Volatile.Read(ref _begunTicks))
        {
            Interlocked.CompareExchange(ref _begunTicks, now.UtcTicks, long.MaxValue);
        }

        if (PrincipalOf(caller) is { Length: > 0 } principal)
        {
            Note(_principals, caller.Account, principal, isKey: false, operation, region, now);
        }

        if (caller is { Session: null, AccessKeyId: { } key })
        {
            Note(_keys, caller.Account, key, isKey: true, operation, region, now);
        }
    }

    /// <summary>Forgets everything; to be called when the world was emptied.</summary>
    public void Forget()
    {
        _principals.Clear();
        _keys.Clear();
        Volatile.Write(ref _begunTicks, long.MaxValue);
    }

    /// <summary>Notes a call that the record of calls tells of.</summary>
    /// <param name="account">The account of the caller.</param>
    /// <param name="principalId">The id of the principal; null for one that is not followed.</param>
    /// <param name="accessKeyId">The key that signed; null for none.</param>
    /// <param name="use">The call.</param>
    internal void NotePast(AccountId account, string? principalId, string? accessKeyId, Use use)
    {
        if (principalId is not null)
        {
            Note(_principals, account, WithoutSession(principalId), isKey: false, use.Operation, use.Region, use.At);
        }

        if (accessKeyId is not null && !accessKeyId.StartsWith(TemporaryKeyPrefix, StringComparison.Ordinal))
        {
            Note(_keys, account, accessKeyId, isKey: true, use.Operation, use.Region, use.At);
        }
    }

    /// <summary>Finds what is held of a user, role or root user; null when nothing is.</summary>
    internal UsedSubject? FindPrincipal(string id) => _principals.GetValueOrDefault(id);

    /// <summary>Finds what is held of an access key; null when nothing is.</summary>
    internal UsedSubject? FindKey(string id) => _keys.GetValueOrDefault(id);

    /// <summary>Lets go of a subject of which records tell all, unless something was noted since it was read.</summary>
    internal void LetGo(UsedSubject subject, long version)
    {
        if (subject.TryLetGo(version))
        {
            _principals.TryRemove(KeyValuePair.Create(subject.Id, subject));
            _keys.TryRemove(KeyValuePair.Create(subject.Id, subject));
        }
    }

    private static void Note(
        ConcurrentDictionary<string, UsedSubject> subjects,
        AccountId account,
        ReadOnlySpan<char> id,
        bool isKey,
        OperationModel operation,
        Region region,
        DateTimeOffset at)
    {
        var byId = subjects.GetAlternateLookup<ReadOnlySpan<char>>();
        while (!byId.TryGetValue(id, out var subject) || !subject.TryNote(operation, region, at))
        {
            // A subject that was let go of makes room for a new one.
            if (subject is not null)
            {
                subjects.TryRemove(KeyValuePair.Create(subject.Id, subject));
            }

            var name = id.ToString();
            subjects.TryAdd(name, new(account, name, isKey));
        }
    }

    // AWS follows users, roles and root users; federated users and the bearers of tokens have no record of their own.
    private static ReadOnlySpan<char> PrincipalOf(Caller caller) => caller.Kind switch
    {
        CallerKind.Root or CallerKind.User => caller.PrincipalId,
        CallerKind.AssumedRole => WithoutSession(caller.PrincipalId),
        _ => default,
    };

    private static ReadOnlySpan<char> WithoutSession(string principalId)
        => principalId.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? principalId.AsSpan(0, colon) : principalId;
}
