using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Lake.Stores;

namespace Holdfast.Services.CloudTrail.Lake.Queries;

/// <summary>Finds queries for operations.</summary>
internal static class QueryTable
{
    /// <summary>Names the stores that a query reads; whoever asks for its answer needs a permission on them.</summary>
    public static async ValueTask<Target> QueryTargetAsync(this Call call, string? id, string? store, CancellationToken cancellationToken)
        => id is not null && await call.FindQueryAsync(id, cancellationToken) is { } query ? await call.StoreTargetAsync(query.Stores, cancellationToken)
            : await call.StoreTargetAsync(store ?? "*", cancellationToken);

    /// <summary>Finds a query.</summary>
    /// <exception cref="QueryIdNotFoundException">There is none, or not of the store that the request names.</exception>
    public static async ValueTask<LakeQuery> QueryAsync(this Call call, string id, string? storeName, CancellationToken cancellationToken)
    {
        var query = await call.FindQueryAsync(id, cancellationToken);
        if (storeName is not null)
        {
            var store = await call.ActiveStoreAsync(storeName, cancellationToken);
            query = query is not null && query.Stores.Contains(store.Id, StringComparer.Ordinal) ? query : null;
        }

        return query ?? throw new QueryIdNotFoundException($"Query {id} does not exist.");
    }

    private static ValueTask<LakeQuery?> FindQueryAsync(this Call call, string id, CancellationToken cancellationToken)
        => call.Transaction.FindAsync<LakeQuery>(LakeQuery.KeyOf(call.Account, call.Region.Value, id), cancellationToken);
}
