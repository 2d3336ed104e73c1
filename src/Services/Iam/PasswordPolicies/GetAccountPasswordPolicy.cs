using Holdfast.Kernel;

namespace Holdfast.Services.Iam.PasswordPolicies;

/// <summary>Tells the password policy of the account.</summary>
internal sealed class GetAccountPasswordPolicy : IOperation<GetAccountPasswordPolicyRequest, GetAccountPasswordPolicyResponse>
{
    public ValueTask<Target> TargetAsync(GetAccountPasswordPolicyRequest request, Call call, CancellationToken cancellationToken)
        => call.PermittedToOwnUserAsync(Target.Any, "iam:GetAccountPasswordPolicy", cancellationToken);

    public async ValueTask<GetAccountPasswordPolicyResponse> ExecuteAsync(
        GetAccountPasswordPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var policy = await call.Transaction.FindPasswordPolicyAsync(call.Account, cancellationToken)
            ?? throw new NoSuchEntityException($"The Password Policy with domain name {call.Account.Value} cannot be found.");
        return new()
        {
            PasswordPolicy = new()
            {
                MinimumPasswordLength = policy.MinimumLength,
                RequireSymbols = policy.RequiresSymbols,
                RequireNumbers = policy.RequiresNumbers,
                RequireUppercaseCharacters = policy.RequiresUppercase,
                RequireLowercaseCharacters = policy.RequiresLowercase,
                AllowUsersToChangePassword = policy.AllowsUsersToChange,
                ExpirePasswords = policy.MaxAgeDays is not null,
                MaxPasswordAge = policy.MaxAgeDays,
                PasswordReusePrevention = policy.ReusePrevention,
                HardExpiry = policy.HardExpiry,
            },
        };
    }
}
