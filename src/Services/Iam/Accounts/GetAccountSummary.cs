using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Policy.Documents;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Groups;
using Holdfast.Services.Iam.InstanceProfiles;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.MfaDevices;
using Holdfast.Services.Iam.OpenIdConnectProviders;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.SamlProviders;
using Holdfast.Services.Iam.ServerCertificates;
using Holdfast.Services.Iam.SigningCertificates;
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
        await AddCountsAsync(summary, call.Account, call.Transaction, cancellationToken);
        await AddRootAsync(summary, await call.AccountAsync(cancellationToken), call.Transaction, cancellationToken);
        AddQuotas(summary);
        return new() { SummaryMap = summary };
    }

    private static async ValueTask AddCountsAsync(
        Dictionary<string, int> summary, AccountId account, IReadTransaction transaction, CancellationToken cancellationToken)
    {
        summary[SummaryKeyType.Users] = await transaction.CountAsync<User>(User.PrefixOf(account), cancellationToken);
        summary[SummaryKeyType.Groups] = await transaction.CountAsync<Group>(Group.PrefixOf(account), cancellationToken);
        summary[SummaryKeyType.Policies] = await transaction.CountAsync<ManagedPolicy>(ManagedPolicy.PrefixOf(account), cancellationToken);
        summary[SummaryKeyType.Roles] = await transaction.CountAsync<Role>(Role.PrefixOf(account), cancellationToken);
        summary[SummaryKeyType.InstanceProfiles] = await transaction.CountAsync<InstanceProfile>(
            InstanceProfile.PrefixOf(account), cancellationToken);
        summary[SummaryKeyType.PolicyVersionsInUse] = await transaction.CountAsync<ManagedPolicyVersion>(
            ManagedPolicyVersion.PrefixOf(account), cancellationToken);
        summary[SummaryKeyType.Providers] = await transaction.CountAsync<SamlProvider>(SamlProvider.PrefixOf(account), cancellationToken)
            + await transaction.CountAsync<WebProvider>(WebProvider.PrefixOf(account), cancellationToken);
        summary[SummaryKeyType.ServerCertificates] = await transaction.CountAsync<ServerCertificate>(
            ServerCertificate.PrefixOf(account), cancellationToken);
        summary[SummaryKeyType.MFADevices] = await transaction.CountAsync<VirtualMfaDevice>(VirtualMfaDevice.PrefixOf(account), cancellationToken);
        summary[SummaryKeyType.MFADevicesInUse] = await transaction.CountAsync<EnabledMfaDevice>(
            EnabledMfaDevice.PrefixOf(account), cancellationToken);
    }

    private static async ValueTask AddRootAsync(
        Dictionary<string, int> summary, IamAccount account, IReadTransaction transaction, CancellationToken cancellationToken)
    {
        var root = account.Id.Value;
        var hasKey = await transaction.HasAnyAsync<AccessKey>(AccessKey.PrefixOf(account.Id, root), cancellationToken);
        var hasMfa = await transaction.HasAnyAsync<EnabledMfaDevice>(EnabledMfaDevice.PrefixOf(account.Id, root), cancellationToken);
        var hasCertificate = await transaction.HasAnyAsync<SigningCertificate>(SigningCertificate.PrefixOf(account.Id, root), cancellationToken);
        summary[SummaryKeyType.AccountAccessKeysPresent] = hasKey ? 1 : 0;
        summary[SummaryKeyType.AccountMFAEnabled] = hasMfa ? 1 : 0;
        summary[SummaryKeyType.AccountSigningCertificatesPresent] = hasCertificate ? 1 : 0;
        summary[SummaryKeyType.AccountPasswordPresent] = account.PasswordHash is null ? 0 : 1;
        summary[SummaryKeyType.GlobalEndpointTokenVersion] = account.GlobalEndpointTokenVersion;
    }

    private void AddQuotas(Dictionary<string, int> summary)
    {
        summary[SummaryKeyType.UsersQuota] = quotas.UsersPerAccount;
        summary[SummaryKeyType.GroupsQuota] = quotas.GroupsPerAccount;
        summary[SummaryKeyType.PoliciesQuota] = quotas.PoliciesPerAccount;
        summary[SummaryKeyType.GroupsPerUserQuota] = quotas.GroupsPerUser;
        summary[SummaryKeyType.AccessKeysPerUserQuota] = quotas.AccessKeysPerUser;
        summary[SummaryKeyType.VersionsPerPolicyQuota] = quotas.VersionsPerPolicy;
        summary[SummaryKeyType.RolesQuota] = quotas.RolesPerAccount;
        summary[SummaryKeyType.InstanceProfilesQuota] = quotas.InstanceProfilesPerAccount;
        summary[SummaryKeyType.AttachedPoliciesPerRoleQuota] = quotas.PoliciesPerRole;
        summary[SummaryKeyType.AttachedPoliciesPerUserQuota] = quotas.PoliciesPerUser;
        summary[SummaryKeyType.AttachedPoliciesPerGroupQuota] = quotas.PoliciesPerGroup;
        summary[SummaryKeyType.ServerCertificatesQuota] = quotas.ServerCertificatesPerAccount;
        summary[SummaryKeyType.SigningCertificatesPerUserQuota] = quotas.SigningCertificatesPerUser;
        summary[SummaryKeyType.PolicySizeQuota] = PolicyQuotas.ManagedPolicy;
        summary[SummaryKeyType.UserPolicySizeQuota] = PolicyQuotas.UserInlinePolicies;
        summary[SummaryKeyType.GroupPolicySizeQuota] = PolicyQuotas.GroupInlinePolicies;
        summary[SummaryKeyType.RolePolicySizeQuota] = PolicyQuotas.RoleInlinePolicies;
        summary[SummaryKeyType.AssumeRolePolicySizeQuota] = PolicyQuotas.TrustPolicy;

        // As many policies as an account may have, with all the versions that each may have, do not reach it.
        summary[SummaryKeyType.PolicyVersionsInUseQuota] = 10_000;
    }
}
