using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Organizations;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.Organizations;

/// <summary>A world with an organization: the account of the tests manages it, one account administers IAM for it, one is a plain member.</summary>
public abstract class OrganizationTests : IamTests
{
    protected static readonly AccountId Administrator = new("222233334444");

    protected static readonly AccountId Member = new("444455556666");

    protected static readonly AccountId Stranger = new("777788889999");

    private protected OneOrganization Organizations { get; } = new();

    /// <summary>Checks an operation that reads or changes the features: who may, and what each who may not is told.</summary>
    private protected async Task RefusesWhoMayNotAsync<TRequest, TResponse>(IOperation<TRequest, TResponse> operation, TRequest request)
    {
        Assert.Equal(
            "The request was rejected because no organization is associated with your account.",
            await RefusedAsync<OrganizationNotFoundException>(() => World.CallAsync(operation, request, account: Stranger)));
        Assert.Equal(
            "The request was rejected because the account making the request is not the management account or delegated administrator account for centralized root access.",
            await RefusedAsync<AccountNotManagementOrDelegatedAdministratorException>(() => World.CallAsync(operation, request, account: Member)));
        Organizations.Facts = Organizations.Facts with { TrustsIam = false };
        Assert.Equal(
            "The request was rejected because trusted access is not enabled for IAM in Organizations.",
            await RefusedAsync<ServiceAccessNotEnabledException>(() => World.CallAsync(operation, request)));
        Organizations.Facts = Organizations.Facts with { HasAllFeatures = false };
        Assert.Equal(
            "The request was rejected because your organization does not have All features enabled.",
            await RefusedAsync<OrganizationNotInAllFeaturesModeException>(() => World.CallAsync(operation, request)));
    }

    /// <summary>Checks that only the management account may, not an administrator for it.</summary>
    private protected async Task RefusesTheAdministratorAsync<TRequest, TResponse>(IOperation<TRequest, TResponse> operation, TRequest request)
        => Assert.Equal(
            "The request was rejected because the account making the request is not the management account for the organization.",
            await RefusedAsync<CallerIsNotManagementAccountException>(() => World.CallAsync(operation, request, account: Administrator)));

    /// <summary>The features that are enabled now.</summary>
    private protected async Task<IReadOnlyList<string>> EnabledAsync()
        => (await World.CallAsync(new ListOrganizationsFeatures(Organizations), new())).EnabledFeatures!;

    /// <summary>The organization, whose members are these three accounts.</summary>
    private protected sealed class OneOrganization : IOrganizationDirectory
    {
        public OrganizationFacts Facts { get; set; } = new()
        {
            Id = "o-exampleorgid",
            ManagementAccount = World.Account,
            HasAllFeatures = true,
            TrustsIam = true,
            IamAdministrators = [Administrator],
        };

        public ValueTask<OrganizationFacts?> FindAsync(IReadTransaction transaction, AccountId account, CancellationToken cancellationToken)
            => new(account == World.Account || account == Administrator || account == Member ? Facts : null);
    }
}
