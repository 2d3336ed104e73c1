using Holdfast.Kernel;

namespace Holdfast.Services.Iam.PasswordPolicies;

/// <summary>Deletes the password policy of the account; the default one holds afterwards.</summary>
internal sealed class DeleteAccountPasswordPolicy
    : IOperation<DeleteAccountPasswordPolicyRequest, DeleteAccountPasswordPolicyResponse>
{
    public ValueTask<Target> TargetAsync(DeleteAccountPasswordPolicyRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<DeleteAccountPasswordPolicyResponse> ExecuteAsync(
        DeleteAccountPasswordPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        call.Transaction.Delete(await call.Transaction.FindPasswordPolicyAsync(call.Account, cancellationToken)
            ?? throw new NoSuchEntityException("The account policy with name PasswordPolicy cannot be found."));
        return new();
    }
}
