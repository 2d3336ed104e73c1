using Holdfast.Services.Iam.Organizations;

namespace Holdfast.Services.Tests.Iam.Organizations;

public sealed class EnableOrganizationsRootSessionsTests : OrganizationTests
{
    [Fact]
    public async Task Enables_the_feature_for_the_organization()
    {
        var response = await World.CallAsync(new EnableOrganizationsRootSessions(Organizations), new());

        Assert.Equal("o-exampleorgid", response.OrganizationId);
        Assert.Equal(["RootSessions"], response.EnabledFeatures);
        Assert.Equal(["RootSessions"], await EnabledAsync());
    }

    [Fact]
    public async Task Enables_what_is_enabled_without_a_change()
    {
        await World.CallAsync(new EnableOrganizationsRootSessions(Organizations), new());
        var before = World.Changes.Count;

        await World.CallAsync(new EnableOrganizationsRootSessions(Organizations), new());

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public Task Refuses_the_administrator_of_the_organization()
        => RefusesTheAdministratorAsync(new EnableOrganizationsRootSessions(Organizations), new());

    [Fact]
    public Task Refuses_who_may_not()
        => RefusesWhoMayNotAsync(new EnableOrganizationsRootSessions(Organizations), new());
}
