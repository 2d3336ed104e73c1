using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Organizations;

/// <summary>Reads and changes the features of an organization; the operations differ only in which, and in whether it is to be on.</summary>
internal static class OrganizationFeatureTable
{
    /// <summary>Finds the organization of the caller, who must be allowed to administer IAM's part of it.</summary>
    public static async ValueTask<OrganizationFacts> OrganizationAsync(
        this IOrganizationDirectory organizations, Call call, CancellationToken cancellationToken)
    {
        var organization = await organizations.FindAsync(call.Transaction, call.Account, cancellationToken)
            ?? throw new OrganizationNotFoundException(
                "The request was rejected because no organization is associated with your account.");
        if (!organization.HasAllFeatures)
        {
            throw new OrganizationNotInAllFeaturesModeException(
                "The request was rejected because your organization does not have All features enabled.");
        }

        if (call.Account != organization.ManagementAccount && !organization.IamAdministrators.Contains(call.Account))
        {
            throw new AccountNotManagementOrDelegatedAdministratorException(
                "The request was rejected because the account making the request is not the management account or delegated administrator account for centralized root access.");
        }

        return organization.TrustsIam
            ? organization
            : throw new ServiceAccessNotEnabledException(
                "The request was rejected because trusted access is not enabled for IAM in Organizations.");
    }

    /// <summary>Finds the organization of a caller who is to enable a feature, which only the management account may.</summary>
    public static async ValueTask<OrganizationFacts> ManagedOrganizationAsync(
        this IOrganizationDirectory organizations, Call call, CancellationToken cancellationToken)
    {
        var organization = await organizations.OrganizationAsync(call, cancellationToken);
        return call.Account == organization.ManagementAccount
            ? organization
            : throw new CallerIsNotManagementAccountException(
                "The request was rejected because the account making the request is not the management account for the organization.");
    }

    /// <summary>Reads which features are enabled.</summary>
    public static async ValueTask<IReadOnlyList<string>> FeaturesOfAsync(
        this IReadTransaction transaction, OrganizationFacts organization, CancellationToken cancellationToken)
        => await transaction.FeaturesAsync(organization, cancellationToken) is { } features ? features.Enabled : [];

    /// <summary>Enables or disables a feature; what is so already changes nothing.</summary>
    /// <returns>The features that are enabled now.</returns>
    public static async ValueTask<IReadOnlyList<string>> SetFeatureAsync(
        this ITransaction transaction, OrganizationFacts organization, string feature, bool isEnabled, CancellationToken cancellationToken)
    {
        var kept = await transaction.FindAsync<OrganizationFeatures>(organization.ManagementAccount.Value, cancellationToken);
        var before = kept?.OrganizationId == organization.Id ? kept.Enabled : [];
        if (before.Contains(feature) == isEnabled)
        {
            return before;
        }

        var after = new OrganizationFeatures
        {
            ManagementAccount = organization.ManagementAccount,
            OrganizationId = organization.Id,
            Enabled = isEnabled ? [.. before.Append(feature).Order(StringComparer.Ordinal)] : [.. before.Where(other => other != feature)],
        };
        if (kept is null)
        {
            transaction.Insert(after);
        }
        else
        {
            transaction.Replace(kept, after);
        }

        return after.Enabled;
    }

    private static async ValueTask<OrganizationFeatures?> FeaturesAsync(
        this IReadTransaction transaction, OrganizationFacts organization, CancellationToken cancellationToken)
        => await transaction.FindAsync<OrganizationFeatures>(organization.ManagementAccount.Value, cancellationToken) is { } kept
            && kept.OrganizationId == organization.Id
                ? kept
                : null;
}
