using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.PasswordPolicies;

/// <summary>Finds the password policy of an account, and what it permits of itself.</summary>
internal static class PasswordPolicyTable
{
    /// <summary>Finds the policy of an account; null when the default one holds.</summary>
    public static ValueTask<PasswordPolicy?> FindPasswordPolicyAsync(
        this IReadTransaction transaction, AccountId account, CancellationToken cancellationToken)
        => transaction.FindAsync<PasswordPolicy>(account.Value, cancellationToken);

    /// <summary>Permits the action to the user who calls, where the policy lets users change their own passwords.</summary>
    /// <remarks>
    /// "IAM applies the permissions at the account level for all users": to <c>iam:ChangePassword</c> for their own user, and to
    /// <c>iam:GetAccountPasswordPolicy</c>. An explicit denial wins, so that it is judged as if the account itself had a policy that names the user.
    /// </remarks>
    public static async ValueTask<Target> PermittedToOwnUserAsync(
        this Call call, Target target, string action, CancellationToken cancellationToken)
        => call.Caller.Kind == CallerKind.User
            && await call.Transaction.FindPasswordPolicyAsync(call.Account, cancellationToken) is { AllowsUsersToChange: true }
                ? target with
                {
                    ResourcePolicy = $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"{{{call.Caller.Arn}}}"},"Action":"{{{action}}}","Resource":"{{{target.Resource.Value}}}"}}""",
                }
                : target;
}
