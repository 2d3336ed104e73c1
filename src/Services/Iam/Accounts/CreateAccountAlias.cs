using Holdfast.Kernel;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Accounts;

/// <summary>Gives the account an alias, in the place of the one that it has.</summary>
internal sealed class CreateAccountAlias : IOperation<CreateAccountAliasRequest, CreateAccountAliasResponse>
{
    public ValueTask<Target> TargetAsync(CreateAccountAliasRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<CreateAccountAliasResponse> ExecuteAsync(
        CreateAccountAliasRequest request, Call call, CancellationToken cancellationToken)
    {
        var existing = await call.Transaction.FindAsync<AccountAlias>(request.AccountAlias, cancellationToken);
        if (existing?.Account == call.Account)
        {
            return new();
        }

        if (existing is not null)
        {
            throw new EntityAlreadyExistsException($"The account alias {request.AccountAlias} already exists.");
        }

        // "If you already have an alias for an account and you create a new one, the new alias overwrites the previous one."
        if (await call.Transaction.FindByIndexAsync(AccountAlias.ByAccount, call.Account.Value, cancellationToken) is { } former)
        {
            call.Transaction.Delete(former);
        }

        call.Transaction.Insert(new AccountAlias { Alias = request.AccountAlias, Account = call.Account });
        return new();
    }
}
