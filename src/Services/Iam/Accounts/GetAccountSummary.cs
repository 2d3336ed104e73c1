using Holdfast.Kernel;
using Holdfast.Policy.Documents;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Accounts;

/// <summary>Counts what is in the account, and tells the quotas.</summary>
internal sealed class GetAccountSummary(IamQuotas quotas) : IOperation<GetAccountSummaryRequest, GetAccountSummaryResponse>
{
    public ValueTask<Target> TargetAsync(GetAccountSummaryRequest request, Call call, CancellationToken cancellationToken)
        => new(Target.Any);

    public async ValueTask<GetAccountSummaryResponse> ExecuteAsync(
        GetAccountSummaryRequest request, Call call, CancellationToken cancellationToken)
    {
        var summary = new Dictionary<string, int>(StringComparer.Ordinal);
        await AddCountsAsync(summary, await call.AccountAsync(cancellationToken), call.Transaction, cancellationToken);
        AddQuotas(summary);
        return new() { SummaryMap = summary };
    }

    private static async ValueTask AddCountsAsync(
        Dictionary<string, int> summary, IamAccount account, IReadTransaction transaction, CancellationToken cancellationToken)
    {
        var hasKey = await transaction.HasAnyAsync<AccessKey>(AccessKey.PrefixOf(account.Id, account.Id.Value), cancellationToken);
        summary[SummaryKeyType.Users] = await transaction.CountAsync<User>(User.PrefixOf(account.Id), cancellationToken);
        summary[SummaryKeyType.Groups] = await transaction.CountAsync<Group>(Group.PrefixOf(account.Id), cancellationToken);
        summary[SummaryKeyType.Policies] = await transaction.CountAsync<ManagedPolicy>(ManagedPolicy.PrefixOf(account.Id), cancellationToken);
        summary[SummaryKeyType.PolicyVersionsInUse] = await transaction.CountAsync<ManagedPolicyVersion>(
            ManagedPolicyVersion.PrefixOf(account.Id), cancellationToken);
        summary[SummaryKeyType.AccountAccessKeysPresent] = hasKey ? 1 : 0;
        summary[SummaryKeyType.GlobalEndpointTokenVersion] = account.GlobalEndpointTokenVersion;
        summary[SummaryKeyType.AccountPasswordPresent] = account.PasswordHash is null ? 0 : 1;

        // No operation makes these yet, so that an account has none; each gets its count with the operation that makes the first.
        foreach (var none in (ReadOnlySpan<string>)
        [
            SummaryKeyType.Roles, SummaryKeyType.InstanceProfiles, SummaryKeyType.Providers, SummaryKeyType.ServerCertificates,
            SummaryKeyType.MFADevices, SummaryKeyType.MFADevicesInUse, SummaryKeyType.AccountMFAEnabled,
            SummaryKeyType.AccountSigningCertificatesPresent,
        ])
        {
            summary[none] = 0;
        }
    }

    private void AddQuotas(Dictionary<string, int> summary)
    {
        summary[SummaryKeyType.UsersQuota] = quotas.UsersPerAccount;
        summary[SummaryKeyType.GroupsQuota] = quotas.GroupsPerAccount;
        summary[SummaryKeyType.PoliciesQuota] = quotas.PoliciesPerAccount;
        summary[SummaryKeyType.GroupsPerUserQuota] = quotas.GroupsPerUser;
        summary[SummaryKeyType.AccessKeysPerUserQuota] = quotas.AccessKeysPerUser;
        summary[SummaryKeyType.VersionsPerPolicyQuota] = quotas.VersionsPerPolicy;
        summary[SummaryKeyType.AttachedPoliciesPerUserQuota] = quotas.PoliciesPerUser;
        summary[SummaryKeyType.AttachedPoliciesPerGroupQuota] = quotas.PoliciesPerGroup;
        summary[SummaryKeyType.PolicySizeQuota] = PolicyQuotas.ManagedPolicy;
        summary[SummaryKeyType.UserPolicySizeQuota] = PolicyQuotas.UserInlinePolicies;
        summary[SummaryKeyType.GroupPolicySizeQuota] = PolicyQuotas.GroupInlinePolicies;
        summary[SummaryKeyType.RolePolicySizeQuota] = PolicyQuotas.RoleInlinePolicies;
        summary[SummaryKeyType.AssumeRolePolicySizeQuota] = PolicyQuotas.TrustPolicy;

        // AWS's defaults for what cannot be made yet.
        summary[SummaryKeyType.PolicyVersionsInUseQuota] = 10_000;
        summary[SummaryKeyType.AttachedPoliciesPerRoleQuota] = 10;
        summary[SummaryKeyType.RolesQuota] = 1000;
        summary[SummaryKeyType.InstanceProfilesQuota] = 1000;
        summary[SummaryKeyType.ServerCertificatesQuota] = 20;
        summary[SummaryKeyType.SigningCertificatesPerUserQuota] = 2;
    }
}
