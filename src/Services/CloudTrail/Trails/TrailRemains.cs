using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Services.CloudTrail.Logging;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Trails;

/// <summary>What is kept beside a trail for its delivery, and what becomes of it when the trail is deleted.</summary>
/// <remarks>
/// "If logging is stopped or the trail is deleted, CloudTrail will deliver a final digest file. This digest file can contain information for any remaining log
/// files that cover events up to and including the StopLogging event." (CloudTrail digest file structure.)
/// </remarks>
internal static class TrailRemains
{
    /// <summary>How long the delivery of a deleted trail is tried; nobody can mend its bucket's policy for it any more by looking at its status.</summary>
    public static readonly TimeSpan TriedFor = TimeSpan.FromHours(1);

    /// <summary>Says whether a trail is deleted and had its time.</summary>
    public static bool IsOver(this Trail trail, DateTimeOffset now) => trail.DeletedAt is { } deleted && now - deleted >= TriedFor;

    /// <summary>Says whether anything is yet to be delivered.</summary>
    public static async ValueTask<bool> HasRemainsAsync(this ITransaction transaction, Trail trail, TrailLog log, CancellationToken cancellationToken)
        => !log.IsDrained || await transaction.OwesDigestsAsync(trail, cancellationToken);

    /// <summary>Says whether any digest is yet to be delivered: a chain is not ended, or a file is in none.</summary>
    public static async ValueTask<bool> OwesDigestsAsync(this ITransaction transaction, Trail trail, CancellationToken cancellationToken)
        => (await transaction.ListAsync<DigestChain>(DigestChain.PrefixOf(trail.Key), after: null, 1, cancellationToken)).Count > 0
            || (await transaction.ListAsync<DeliveredFile>(DeliveredFile.PrefixOf(trail.Key), after: null, 1, cancellationToken)).Count > 0;

    /// <summary>Removes a trail with all that is kept beside it.</summary>
    public static ValueTask ForgetAsync(this ITransaction transaction, Trail trail, TrailLog log, CancellationToken cancellationToken)
        => MoveAsync(transaction, trail, log, to: null, cancellationToken);

    /// <summary>Puts a trail aside that is deleted, so that its name is free and the rest of it is delivered.</summary>
    public static async ValueTask PutAsideAsync(
        this ITransaction transaction, Trail trail, TrailLog log, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var aside = trail with { DeletedAt = now, DeletedAs = id };
        await MoveAsync(transaction, trail, log, aside.Key, cancellationToken);
        transaction.Insert(aside);
        transaction.Insert(log with { Trail = aside.Key, IsLogging = false, StoppedAt = log.IsLogging ? now : log.StoppedAt });
        transaction.Arm(new ArmedTimer(DeliverTrail.TimerKind, aside.Key, now + DeliverTrail.Straggle));
    }

    private static async ValueTask MoveAsync(ITransaction transaction, Trail trail, TrailLog log, string? to, CancellationToken cancellationToken)
    {
        transaction.Delete(trail);
        transaction.Delete(log);
        transaction.Disarm(DeliverTrail.TimerKind, trail.Key);
        transaction.Disarm(DeliverDigests.TimerKind, trail.Key);
        await MoveAllAsync<StreamCursor>(
            transaction, StreamCursor.PrefixOf(trail.Key), to is null ? null : cursor => cursor with { Trail = to + cursor.Trail[trail.Key.Length..] }, cancellationToken);
        await MoveAllAsync<DigestChain>(transaction, DigestChain.PrefixOf(trail.Key), to is null ? null : chain => chain with { Trail = to }, cancellationToken);
        await MoveAllAsync<DeliveredFile>(transaction, DeliveredFile.PrefixOf(trail.Key), to is null ? null : file => file with { Trail = to }, cancellationToken);
    }

    private static async ValueTask MoveAllAsync<T>(ITransaction transaction, string prefix, Func<T, T>? move, CancellationToken cancellationToken)
        where T : class, IRecord<T>
    {
        foreach (var record in await transaction.ListAsync<T>(prefix, cancellationToken))
        {
            transaction.Delete(record);
            if (move is not null)
            {
                transaction.Insert(move(record));
            }
        }
    }
}
