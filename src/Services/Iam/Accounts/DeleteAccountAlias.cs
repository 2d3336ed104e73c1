using Holdfast.Kernel;

namespace Holdfast.Services.Iam.Accounts;

/// <summary>Takes the alias from the account.</summary>
internal sealed class DeleteAccountAlias : IOperation<DeleteAccountAliasRequest, DeleteAccountAliasResponse>
{
    public ValueTask<Target> TargetAsync(DeleteAccountAliasRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<DeleteAccountAliasResponse> ExecuteAsync(
        DeleteAccountAliasRequest request, Call call, CancellationToken cancellationToken)
    {
        var alias = await call.Transaction.FindAsync<AccountAlias>(request.AccountAlias, cancellationToken);
        if (alias is null || alias.Account != call.Account)
        {
            throw new NoSuchEntityException($"The account alias with name {request.AccountAlias} cannot be found.");
        }

        call.Transaction.Delete(alias);
        return new();
    }
}
