using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail.Lake.Sql;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>Finds event data stores for operations, with CloudTrail's words for those that are not there.</summary>
internal static class StoreTable
{
    private const string ResourceStart = "eventdatastore/";

    /// <summary>Names a store that a request speaks of, with its tags for conditions.</summary>
    public static async ValueTask<Target> StoreTargetAsync(
        this Call call, string name, CancellationToken cancellationToken, params IEnumerable<ConditionKey> keys)
    {
        var arn = ArnOf(call, name);
        var found = await call.FindStoreAnywhereAsync(arn, cancellationToken);
        var tags = found?.Tags.Select(static tag => new ConditionKey($"aws:ResourceTag/{tag.Key}", tag.Value)) ?? [];
        return new(new Arn(arn)) { Owner = OwnerOf(arn), ResourcePolicy = found?.ResourcePolicy, Context = [.. tags, .. keys] };
    }

    /// <summary>Names the stores that a query reads.</summary>
    public static async ValueTask<Target> StoreTargetAsync(this Call call, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var targets = new List<Target>();
        foreach (var id in ids)
        {
            targets.Add(await call.StoreTargetAsync(id, cancellationToken));
        }

        return targets is [var first, .. var others] ? first with { Also = others } : await call.StoreTargetAsync("*", cancellationToken);
    }

    /// <summary>Finds a store, in whatever status it is.</summary>
    /// <exception cref="EventDataStoreARNInvalidException">What the request names is no store's ARN or id.</exception>
    /// <exception cref="EventDataStoreNotFoundException">There is none.</exception>
    public static async ValueTask<EventDataStore> StoreAsync(this Call call, string name, CancellationToken cancellationToken)
    {
        var arn = call.StoreArnOf(name);
        var found = IsOwn(call, arn) ? await call.FindStoreAsync(IdIn(arn), cancellationToken) : null;
        return found ?? throw NotFound(name);
    }

    /// <summary>The ARN of a store that a request names by it or by its id.</summary>
    /// <exception cref="EventDataStoreARNInvalidException">What the request names is no store's ARN or id.</exception>
    public static string StoreArnOf(this Call call, string name)
    {
        var arn = ArnOf(call, name);
        return QueryText.IdOf(arn) is { } id && arn.Split(':', 6)[^1].StartsWith(ResourceStart, StringComparison.Ordinal)
            ? $"{arn[..(arn.LastIndexOf('/') + 1)]}{id}"
            : throw new EventDataStoreARNInvalidException($"The specified event data store ARN is not valid: {name}.");
    }

    /// <summary>Finds a store that is not pending deletion.</summary>
    /// <exception cref="InactiveEventDataStoreException">It is.</exception>
    public static async ValueTask<EventDataStore> ActiveStoreAsync(this Call call, string name, CancellationToken cancellationToken)
    {
        var store = await call.StoreAsync(name, cancellationToken);
        return store.IsActive ? store : throw new InactiveEventDataStoreException($"The event data store {store.Arn} is inactive.");
    }

    /// <summary>Finds a store of the region by its ARN, in whatever account; its policy says who else may do what with it.</summary>
    public static async ValueTask<EventDataStore?> FindStoreAnywhereAsync(this Call call, string arn, CancellationToken cancellationToken)
        => OwnerOf(arn) is { } owner && arn == EventDataStore.ArnOf(call.Region, owner, IdIn(arn))
            ? await call.Transaction.FindAsync<EventDataStore>(EventDataStore.KeyOf(owner, call.Region.Value, IdIn(arn)), cancellationToken)
            : null;

    /// <summary>The account in an ARN; null when there is none.</summary>
    public static AccountId? OwnerOf(string arn) => AccountId.TryParse(new Arn(arn).Account, null, out var owner) ? owner : null;

    /// <summary>Finds a store of the account by its id.</summary>
    public static ValueTask<EventDataStore?> FindStoreAsync(this Call call, string id, CancellationToken cancellationToken)
        => call.Transaction.FindAsync<EventDataStore>(EventDataStore.KeyOf(call.Account, call.Region.Value, id), cancellationToken);

    /// <summary>Lists the stores of the account in the region.</summary>
    public static ValueTask<IReadOnlyList<EventDataStore>> StoresAsync(this Call call, CancellationToken cancellationToken)
        => call.Transaction.ListAsync<EventDataStore>(EventDataStore.PrefixOf(call.Account, call.Region.Value), cancellationToken);

    /// <summary>Refuses a name that another store has.</summary>
    /// <exception cref="EventDataStoreAlreadyExistsException">Another has it.</exception>
    public static void CheckName(IEnumerable<EventDataStore> others, string name)
    {
        if (others.Any(other => other.Name == name))
        {
            throw new EventDataStoreAlreadyExistsException($"An event data store with the name {name} already exists.");
        }
    }

    /// <summary>CloudTrail's words for a store that is not there.</summary>
    public static EventDataStoreNotFoundException NotFound(string name) => new($"Event data store {name} does not exist.");

    private static string ArnOf(Call call, string name)
        => name.StartsWith("arn:", StringComparison.Ordinal) ? name : EventDataStore.ArnOf(call.Region, call.Account, name);

    private static bool IsOwn(Call call, string arn) => arn == EventDataStore.ArnOf(call.Region, call.Account, IdIn(arn));

    private static string IdIn(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
