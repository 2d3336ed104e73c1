using System.Diagnostics;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Accounts;

/// <summary>Finds the account of a call.</summary>
internal static class AccountTable
{
    /// <summary>Finds the account of a call; whoever signed a call has an account.</summary>
    public static async ValueTask<IamAccount> AccountAsync(this Call call, CancellationToken cancellationToken)
        => await call.Transaction.AccountAsync(call.Account, cancellationToken);

    /// <summary>Finds the account of somebody who has one.</summary>
    public static async ValueTask<IamAccount> AccountAsync(
        this IReadTransaction transaction, AccountId account, CancellationToken cancellationToken)
        => await transaction.FindAsync<IamAccount>(account.Value, cancellationToken)
            ?? throw new UnreachableException($"The account {account} of a caller does not exist.");

    /// <summary>Gives the root user as a principal.</summary>
    public static Caller ToCaller(this IamAccount account) => new()
    {
        Kind = CallerKind.Root,
        Account = account.Id,
        Arn = account.RootArn.Value,
        PrincipalId = account.Id.Value,
    };

    /// <summary>Gives the root user as GetUser does: it has neither a name nor a path.</summary>
    public static UserShape ToUserShape(this IamAccount account) => new()
    {
        Path = null!,
        UserName = null!,
        UserId = account.Id.Value,
        Arn = account.RootArn.Value,
        CreateDate = account.CreateDate,
        PasswordLastUsed = account.PasswordLastUsed,
    };
}
