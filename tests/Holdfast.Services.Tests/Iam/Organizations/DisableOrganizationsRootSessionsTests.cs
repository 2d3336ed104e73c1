using Holdfast.Services.Iam.Organizations;

namespace Holdfast.Services.Tests.Iam.Organizations;

public sealed class DisableOrganizationsRootSessionsTests : OrganizationTests
{
    [Fact]
    public async Task Disables_this_feature_and_not_the_other()
    {
        await World.CallAsync(new EnableOrganizationsRootCredentialsManagement(Organizations), new());
        await World.CallAsync(new EnableOrganizationsRootSessions(Organizations), new());

        var response = await World.CallAsync(new DisableOrganizationsRootSessions(Organizations), new(), account: Administrator);

        Assert.Equal(["RootCredentialsManagement"], response.EnabledFeatures);
        Assert.Equal(["RootCredentialsManagement"], await EnabledAsync());
    }

    [Fact]
    public async Task Disables_what_is_not_enabled_without_a_change()
    {
        var before = World.Changes.Count;

        Assert.Empty((await World.CallAsync(new DisableOrganizationsRootSessions(Organizations), new())).EnabledFeatures!);

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public Task Refuses_who_may_not()
        => RefusesWhoMayNotAsync(new DisableOrganizationsRootSessions(Organizations), new());
}
