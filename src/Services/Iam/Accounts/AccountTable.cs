using System.Diagnostics;
using Holdfast.Kernel;

namespace Holdfast.Services.Iam.Accounts;

/// <summary>Finds the account of a call.</summary>
internal static class AccountTable
{
    /// <summary>Finds the account of a call; whoever signed a call has an account.</summary>
    public static async ValueTask<IamAccount> AccountAsync(this Call call, CancellationToken cancellationToken)
        => await call.Transaction.FindAsync<IamAccount>(call.Account.Value, cancellationToken)
            ?? throw new UnreachableException($"The account {call.Account} of a caller does not exist.");

    /// <summary>Gives the root user as GetUser does: it has neither a name nor a path.</summary>
    public static UserShape ToUserShape(this IamAccount account) => new()
    {
        Path = null!,
        UserName = null!,
        UserId = account.Id.Value,
        Arn = account.RootArn.Value,
        CreateDate = account.CreateDate,
    };
}
