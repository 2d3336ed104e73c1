using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Principals;
using Holdfast.Services.Iam.Tags;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Roles;

/// <summary>Tells STS about roles.</summary>
public sealed class RoleDirectory : IRoleDirectory
{
    private const string RoleType = "role/";

    /// <inheritdoc/>
    public async ValueTask<RoleFacts?> FindRoleAsync(IReadTransaction transaction, string roleArn, CancellationToken cancellationToken)
    {
        if (!Arn.TryParse(roleArn, provider: null, out var arn)
            || !AccountId.TryParse(arn.Account, provider: null, out var account)
            || !arn.Resource.StartsWith(RoleType, StringComparison.Ordinal))
        {
            return null;
        }

        var name = roleArn[(roleArn.LastIndexOf('/') + 1)..];
        return await transaction.FindRoleAsync(account, name, cancellationToken) is { } role && role.Arn == arn
            ? new()
            {
                Account = role.Account,
                Arn = role.Arn.Value,
                Name = role.Name,
                Id = role.Id,
                TrustPolicy = await role.Trust.ShowAsync(transaction, cancellationToken),
                MaxSessionDuration = TimeSpan.FromSeconds(role.MaxSessionSeconds),
                Tags = role.Tags.ToDictionary(),
                IsServiceLinked = role.IsServiceLinked,
            }
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<string?> FindManagedPolicyAsync(
        IReadTransaction transaction, AccountId account, string policyArn, CancellationToken cancellationToken)
        => await transaction.FindPolicyAsync(account, policyArn, cancellationToken) is { } policy
            ? (await transaction.FindVersionAsync(policy, policy.DefaultVersion, cancellationToken))?.Document
            : null;

    /// <inheritdoc/>
    public async ValueTask<string?> FindArnAsync(IReadTransaction transaction, string uniqueId, CancellationToken cancellationToken)
        => (await PrincipalTable.FindArnAsync(transaction, uniqueId, cancellationToken))?.Value;
}
