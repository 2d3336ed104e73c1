using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.AwsManagedPolicies;
using Holdfast.Services.Iam.Tags;
using Holdfast.Store;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>Finds managed policies and their versions, and owns IAM's words for those that are missing.</summary>
internal static class PolicyTable
{
    /// <summary>Finds the policy of an ARN, the account's own or AWS's; null when there is none or the ARN is not one.</summary>
    public static async ValueTask<ManagedPolicy?> FindPolicyAsync(
        this IReadTransaction transaction, AccountId account, string arn, CancellationToken cancellationToken)
    {
        if (!PolicyArn.TryRead(arn, out var parts))
        {
            return null;
        }

        if (parts.Account == AwsPolicies.Owner)
        {
            return AwsPolicies.Find(parts.Path, parts.Name)?.InAccount(account, parts.Partition);
        }

        return parts.Account == account.Value
            && await transaction.FindAsync<ManagedPolicy>(ManagedPolicy.KeyOf(account, parts.Name), cancellationToken) is { } policy
            && policy.Arn.Value == arn
                ? policy
                : null;
    }

    /// <summary>Finds a version of a policy, the account's own or AWS's; null when it has none of that number.</summary>
    public static ValueTask<ManagedPolicyVersion?> FindVersionAsync(
        this IReadTransaction transaction, ManagedPolicy policy, int number, CancellationToken cancellationToken)
        => policy.IsOfAws
            ? new(number == policy.DefaultVersion ? AwsPolicies.VersionOf(policy) : null)
            : transaction.FindAsync<ManagedPolicyVersion>(ManagedPolicyVersion.KeyOf(policy.Account, policy.Id, number), cancellationToken);

    /// <summary>Finds the policy of an ARN.</summary>
    /// <exception cref="NoSuchEntityException">There is none.</exception>
    public static ValueTask<ManagedPolicy> PolicyAsync(this Call call, string arn, CancellationToken cancellationToken)
        => call.PolicyAsync(arn, $"Policy {arn} was not found.", cancellationToken);

    /// <summary>Refuses to change a policy that AWS manages: to every account it is another's.</summary>
    /// <param name="call">The call.</param>
    /// <param name="arn">The ARN of the policy.</param>
    /// <param name="action">The action, which the refusal names.</param>
    /// <exception cref="CommonException">AWS manages the policy.</exception>
    public static void RefuseChangeOfAws(this Call call, string arn, string action)
    {
        if (PolicyArn.TryRead(arn, out var parts) && parts.Account == AwsPolicies.Owner)
        {
            throw new CommonException(
                "AccessDenied",
                403,
                $"User: {call.Caller.Arn} is not authorized to perform: {action} on resource: policy {arn} because no resource-based policy allows the {action} action");
        }
    }

    /// <summary>Finds the policy of an ARN, to be attached.</summary>
    /// <exception cref="NoSuchEntityException">There is none.</exception>
    /// <exception cref="PolicyNotAttachableException">It is for service-linked roles, which are not made by attaching.</exception>
    public static async ValueTask<ManagedPolicy> AttachablePolicyAsync(this Call call, string arn, CancellationToken cancellationToken)
    {
        var policy = await call.PolicyAsync(arn, $"Policy {arn} does not exist or is not attachable.", cancellationToken);
        return policy is { IsOfAws: true, Path: AwsPolicy.ServiceRolePath }
            ? throw new PolicyNotAttachableException("Cannot attach a Service Role Policy to a Customer Role.")
            : policy;
    }

    /// <summary>Finds the policy of an ARN, to be a permissions boundary, which the messages call the scope.</summary>
    /// <exception cref="NoSuchEntityException">There is none.</exception>
    public static ValueTask<ManagedPolicy> BoundaryPolicyAsync(this Call call, string arn, CancellationToken cancellationToken)
        => call.PolicyAsync(arn, $"Scope ARN: {arn} does not exist or is not attachable.", cancellationToken);

    /// <summary>Finds a policy with one of its versions.</summary>
    /// <exception cref="NoSuchEntityException">There is no such policy, or it has no such version.</exception>
    public static async ValueTask<(ManagedPolicy Policy, ManagedPolicyVersion Version)> PolicyVersionAsync(
        this Call call, string arn, string versionId, CancellationToken cancellationToken)
    {
        var missing = $"Policy {arn} version {versionId} does not exist or is not attachable.";
        var policy = await call.PolicyAsync(arn, missing, cancellationToken);
        var version = int.TryParse(versionId.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await call.Transaction.FindVersionAsync(policy, number, cancellationToken)
            : null;
        return (policy, version ?? throw new NoSuchEntityException(missing));
    }

    /// <summary>Names a policy as what is acted on, with its tags.</summary>
    public static async ValueTask<Target> PolicyTargetAsync(this Call call, string arn, CancellationToken cancellationToken)
    {
        var policy = await call.Transaction.FindPolicyAsync(call.Account, arn, cancellationToken);
        return new(new Arn(arn)) { Context = policy?.Tags.GlobalResourceKeys() ?? [] };
    }

    private static async ValueTask<ManagedPolicy> PolicyAsync(this Call call, string arn, string missing, CancellationToken cancellationToken)
    {
        _ = PolicyArn.Read(arn, call.Partition);
        return await call.Transaction.FindPolicyAsync(call.Account, arn, cancellationToken) ?? throw new NoSuchEntityException(missing);
    }
}
