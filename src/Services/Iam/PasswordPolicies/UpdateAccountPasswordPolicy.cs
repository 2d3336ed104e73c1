using Holdfast.Kernel;

namespace Holdfast.Services.Iam.PasswordPolicies;

/// <summary>Sets the password policy of the account as a whole: what the request leaves out goes back to its default.</summary>
internal sealed class UpdateAccountPasswordPolicy
    : IOperation<UpdateAccountPasswordPolicyRequest, UpdateAccountPasswordPolicyResponse>
{
    public ValueTask<Target> TargetAsync(UpdateAccountPasswordPolicyRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<UpdateAccountPasswordPolicyResponse> ExecuteAsync(
        UpdateAccountPasswordPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        var policy = new PasswordPolicy
        {
            Account = call.Account,
            MinimumLength = request.MinimumPasswordLength ?? PasswordPolicy.DefaultMinimumLength,
            RequiresSymbols = request.RequireSymbols ?? false,
            RequiresNumbers = request.RequireNumbers ?? false,
            RequiresUppercase = request.RequireUppercaseCharacters ?? false,
            RequiresLowercase = request.RequireLowercaseCharacters ?? false,
            AllowsUsersToChange = request.AllowUsersToChangePassword ?? false,
            MaxAgeDays = request.MaxPasswordAge,
            ReusePrevention = request.PasswordReusePrevention,
            HardExpiry = request.HardExpiry,
        };
        if (await call.Transaction.FindPasswordPolicyAsync(call.Account, cancellationToken) is not { } former)
        {
            call.Transaction.Insert(policy);
        }
        else if (former != policy)
        {
            call.Transaction.Replace(former, policy);
        }

        return new();
    }
}
