using Holdfast.Kernel;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Accounts;

/// <summary>Lists the alias of the account; there is one at most.</summary>
internal sealed class ListAccountAliases : IOperation<ListAccountAliasesRequest, ListAccountAliasesResponse>
{
    public ValueTask<Target> TargetAsync(ListAccountAliasesRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<ListAccountAliasesResponse> ExecuteAsync(
        ListAccountAliasesRequest request, Call call, CancellationToken cancellationToken)
    {
        var alias = await call.Transaction.FindByIndexAsync(AccountAlias.ByAccount, call.Account.Value, cancellationToken);
        string[] aliases = alias is null ? [] : [alias.Alias];
        var page = IamListing.Of("ListAccountAliases/" + call.Account.Value, request.Marker, request.MaxItems).Of(aliases, name => name);
        return new() { AccountAliases = page.Items, IsTruncated = page.IsTruncated, Marker = page.Marker };
    }
}
