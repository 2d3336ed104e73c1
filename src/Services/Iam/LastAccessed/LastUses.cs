using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Models;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>Tells what was last used: what records tell, and what the journal holds besides.</summary>
/// <remarks>
/// The journal is folded into records now and then and at an orderly stop. After any other end it is filled again from the record of calls,
/// by whoever first asks or folds, so that a start costs nothing and no use is lost.
/// </remarks>
/// <param name="journal">The uses that no record tells of yet.</param>
/// <param name="services">The models of the services whose calls are recorded.</param>
/// <param name="regions">The regions that calls are made in.</param>
public sealed class LastUses(UsageJournal journal, IReadOnlyList<ServiceModel> services, IReadOnlyList<Region> regions)
{
    /// <summary>The most subjects that one transaction folds.</summary>
    private const int WritesMax = 500;

    private readonly UsageRecovery _recovery = new(journal, services, regions);

    /// <summary>The services whose operations are known, by namespace.</summary>
    internal IReadOnlyDictionary<string, ServiceModel> Services { get; } =
        services.GroupBy(service => service.ActionPrefix, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>Keeps everything that the journal holds; to be called at an orderly stop, when no calls are under way any more.</summary>
    /// <param name="store">The store.</param>
    /// <param name="now">The instant on the world's clock.</param>
    /// <param name="cancellationToken">Ends the work; what is left is in the record of calls.</param>
    public async ValueTask CloseAsync(IStore store, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isComplete = journal.Begun is null;
        while (!isComplete)
        {
            using var transaction = store.Begin(new Cause(FoldUses.TimerKind, 0) { At = now });
            var (isAll, _) = await FoldAsync(transaction, cancellationToken);
            if (isAll)
            {
                var fold = await transaction.FindAsync<UsageFold>(UsageFold.OnlyKey, cancellationToken);
                transaction.Put(fold, new() { At = now, Next = fold?.Next ?? FoldUses.ShortestPause });
            }

            isComplete = await store.CommitAsync(transaction, Durability.Durable, cancellationToken) == CommitOutcome.Committed && isAll;
        }
    }

    /// <summary>Forgets everything that is not in the store; to be called when the world was emptied.</summary>
    public void Forget()
    {
        journal.Forget();
        _recovery.Forget();
    }

    /// <summary>Tells the last use of an access key; null when it was never used.</summary>
    internal async ValueTask<KeyUse?> OfKeyAsync(IReadTransaction transaction, AccountId account, string id, CancellationToken cancellationToken)
    {
        await _recovery.RunAsync(transaction, cancellationToken);
        return Newer(await transaction.FindAsync<KeyUse>(KeyUse.KeyOf(account, id), cancellationToken), account, id);
    }

    /// <summary>Tells the last uses of all access keys of an account, by access key id.</summary>
    internal async ValueTask<IReadOnlyDictionary<string, KeyUse>> OfKeysAsync(
        IReadTransaction transaction, AccountId account, CancellationToken cancellationToken)
    {
        await _recovery.RunAsync(transaction, cancellationToken);
        var uses = new Dictionary<string, KeyUse>(StringComparer.Ordinal);
        foreach (var use in await transaction.ListAsync<KeyUse>(KeyUse.PrefixOf(account), cancellationToken))
        {
            uses[use.AccessKeyId] = use;
        }

        foreach (var subject in journal.Keys.Where(subject => subject.Account == account))
        {
            if (Newer(uses.GetValueOrDefault(subject.Id), account, subject.Id) is { } use)
            {
                uses[subject.Id] = use;
            }
        }

        return uses;
    }

    /// <summary>Tells the services that a user, role or root user called, in the order of their namespaces.</summary>
    internal async ValueTask<IReadOnlyList<ServiceUse>> OfPrincipalAsync(
        IReadTransaction transaction, AccountId account, string principalId, CancellationToken cancellationToken)
    {
        await _recovery.RunAsync(transaction, cancellationToken);
        var uses = await transaction.ListAsync<ServiceUse>(ServiceUse.PrefixOf(account, principalId), cancellationToken);
        if (journal.FindPrincipal(principalId) is not { } subject || subject.Account != account)
        {
            return uses;
        }

        var byService = uses.ToDictionary(use => use.Service, StringComparer.Ordinal);
        foreach (var noted in subject.Read().Uses.GroupBy(use => use.Operation.Service.ActionPrefix, StringComparer.Ordinal))
        {
            byService[noted.Key] = (byService.GetValueOrDefault(noted.Key) ?? Unused(account, principalId, noted.Key)).With(noted);
        }

        return [.. byService.Values.OrderBy(use => use.Service, StringComparer.Ordinal)];
    }

    /// <summary>Tells the last use of a role; null when it was not used for as long as AWS tells.</summary>
    internal async ValueTask<RoleLastUse?> OfRoleAsync(
        IReadTransaction transaction, Role role, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await _recovery.RunAsync(transaction, cancellationToken);
        var kept = await transaction.FindAsync<RoleLastUse>(RoleLastUse.KeyOf(role.Account, role.Id), cancellationToken);
        var noted = journal.FindPrincipal(role.Id)?.Latest;
        var use = noted is null || kept?.At >= noted.At ? kept : UseOfRole(role.Account, role.Id, noted);
        return use is not null && now - use.At <= RoleLastUse.Tracked ? use : null;
    }

    /// <summary>Writes what the journal holds into records, and lets go of what they tell already.</summary>
    /// <returns>Whether the journal was gone through to its end, and whether there was anything new.</returns>
    internal async ValueTask<(bool IsComplete, bool HasWritten)> FoldAsync(ITransaction transaction, CancellationToken cancellationToken)
    {
        await _recovery.RunAsync(transaction, cancellationToken);
        var writes = 0;
        foreach (var subject in journal.Keys)
        {
            writes += await FoldKeyAsync(transaction, subject, cancellationToken) ? 1 : 0;
            if (writes >= WritesMax)
            {
                return (false, true);
            }
        }

        foreach (var subject in journal.Principals)
        {
            writes += await FoldPrincipalAsync(transaction, subject, cancellationToken) ? 1 : 0;
            if (writes >= WritesMax)
            {
                return (false, true);
            }
        }

        return (true, writes > 0);
    }

    private static ServiceUse Unused(AccountId account, string principalId, string service)
        => new() { Account = account, PrincipalId = principalId, Service = service, Actions = new Dictionary<string, ActionUse>(StringComparer.Ordinal) };

    private static KeyUse UseOfKey(AccountId account, string id, Use use)
        => new() { Account = account, AccessKeyId = id, At = use.At, Region = use.Region.Value, Service = use.Operation.Service.ActionPrefix };

    private static RoleLastUse UseOfRole(AccountId account, string id, Use use)
        => new() { Account = account, RoleId = id, At = use.At, Region = use.Region.Value };

    private KeyUse? Newer(KeyUse? kept, AccountId account, string id)
        => journal.FindKey(id) is { Latest: { } noted } subject && subject.Account == account && !(kept?.At >= noted.At)
            ? UseOfKey(account, id, noted)
            : kept;

    private async ValueTask<bool> FoldKeyAsync(ITransaction transaction, UsedSubject subject, CancellationToken cancellationToken)
    {
        var version = subject.Read().Version;
        var kept = await transaction.FindAsync<KeyUse>(KeyUse.KeyOf(subject.Account, subject.Id), cancellationToken);
        var isTold = subject.Latest is not { } latest || kept?.At >= latest.At;
        if (isTold || (kept is null && await transaction.FindByIndexAsync(AccessKey.ById, subject.Id, cancellationToken) is null))
        {
            journal.LetGo(subject, version);
            return false;
        }

        transaction.Put(kept, UseOfKey(subject.Account, subject.Id, subject.Latest!));
        return true;
    }

    private async ValueTask<bool> FoldPrincipalAsync(ITransaction transaction, UsedSubject subject, CancellationToken cancellationToken)
    {
        var (uses, version) = subject.Read();
        var isThere = await IsThereAsync(transaction, subject, cancellationToken);
        var hasWritten = false;
        foreach (var noted in isThere ? uses.GroupBy(use => use.Operation.Service.ActionPrefix, StringComparer.Ordinal) : [])
        {
            var unused = Unused(subject.Account, subject.Id, noted.Key);
            var kept = await transaction.FindAsync<ServiceUse>(unused.Key, cancellationToken);
            var use = (kept ?? unused).With(noted);
            if (use != kept)
            {
                transaction.Put(kept, use);
                hasWritten = true;
            }
        }

        if (isThere && subject.Id.StartsWith(Role.IdPrefix, StringComparison.Ordinal) && subject.Latest is { } latest)
        {
            var kept = await transaction.FindAsync<RoleLastUse>(RoleLastUse.KeyOf(subject.Account, subject.Id), cancellationToken);
            if (kept is null || kept.At < latest.At)
            {
                transaction.Put(kept, UseOfRole(subject.Account, subject.Id, latest));
                hasWritten = true;
            }
        }

        if (!hasWritten)
        {
            journal.LetGo(subject, version);
        }

        return hasWritten;
    }

    // Who was deleted since has no last use.
    private static async ValueTask<bool> IsThereAsync(IReadTransaction transaction, UsedSubject subject, CancellationToken cancellationToken)
        => subject.Id == subject.Account.Value
            || (subject.Id.StartsWith(Role.IdPrefix, StringComparison.Ordinal)
                ? await transaction.FindRoleByIdAsync(subject.Id, cancellationToken) is not null
                : await transaction.FindUserByIdAsync(subject.Id, cancellationToken) is not null);
}
