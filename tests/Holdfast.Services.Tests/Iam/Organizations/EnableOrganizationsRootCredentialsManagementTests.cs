using Holdfast.Services.Iam.Organizations;

namespace Holdfast.Services.Tests.Iam.Organizations;

public sealed class EnableOrganizationsRootCredentialsManagementTests : OrganizationTests
{
    [Fact]
    public async Task Enables_the_feature_for_the_organization()
    {
        var response = await World.CallAsync(new EnableOrganizationsRootCredentialsManagement(Organizations), new());

        Assert.Equal("o-exampleorgid", response.OrganizationId);
        Assert.Equal(["RootCredentialsManagement"], response.EnabledFeatures);
        Assert.Equal(["RootCredentialsManagement"], await EnabledAsync());
    }

    [Fact]
    public async Task Enables_what_is_enabled_without_a_change()
    {
        await World.CallAsync(new EnableOrganizationsRootCredentialsManagement(Organizations), new());
        var before = World.Changes.Count;

        await World.CallAsync(new EnableOrganizationsRootCredentialsManagement(Organizations), new());

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public Task Refuses_the_administrator_of_the_organization()
        => RefusesTheAdministratorAsync(new EnableOrganizationsRootCredentialsManagement(Organizations), new());

    [Fact]
    public Task Refuses_who_may_not()
        => RefusesWhoMayNotAsync(new EnableOrganizationsRootCredentialsManagement(Organizations), new());
}
