using Holdfast.Kernel;
using Holdfast.Kernel.Paging;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Kms.Aliases;

/// <summary>Lists the aliases of the account in the region, those that AWS keeps for its services among them, or those of one key.</summary>
internal sealed class ListAliases : IOperation<ListAliasesRequest, ListAliasesResponse>
{
    private const int PageSize = 50;
    private const int PageSizeMax = 100;

    public ValueTask<Target> TargetAsync(ListAliasesRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<ListAliasesResponse> ExecuteAsync(ListAliasesRequest request, Call call, CancellationToken cancellationToken)
    {
        var prefix = Alias.PrefixOf(call.Account, call.Region.Value);
        var listing = KmsListing.Of($"ListAliases/{prefix}{request.KeyId}", request.Marker, request.Limit, PageSize, PageSizeMax);
        var page = request.KeyId is { } keyId
            ? await OfKeyAsync(listing, keyId, call, cancellationToken)
            : await listing.ReadAsync(call.Transaction, prefix, static _ => true, Predefined(call), cancellationToken);
        return new()
        {
            Aliases =
            [
                .. page.Items.Select(alias => new AliasListEntryShape
                {
                    AliasName = alias.Name,
                    AliasArn = alias.Arn.Value,
                    TargetKeyId = alias.TargetKeyId,
                    CreationDate = alias.CreationDate,
                    LastUpdatedDate = alias.LastUpdatedDate,
                }),
            ],
            NextMarker = page.Marker,
            Truncated = page.IsTruncated,
        };
    }

    private static async ValueTask<Page<Alias>> OfKeyAsync(Listing listing, string keyId, Call call, CancellationToken cancellationToken)
    {
        var key = await call.KeyAsync(keyId, cancellationToken);
        var aliases = new List<Alias>();
        foreach (var name in key.AliasNames)
        {
            aliases.Add(await call.AliasAsync(name, cancellationToken));
        }

        return listing.Of(aliases.OrderBy(alias => alias.Name, StringComparer.Ordinal), alias => alias.Name);
    }

    private static IEnumerable<(string Key, Alias Alias)> Predefined(Call call) => ManagedKeys.AliasNames.Select(name => (name, new Alias
    {
        Account = call.Account,
        Region = call.Region.Value,
        Partition = call.Partition.Name,
        Name = name,
    }));
}
