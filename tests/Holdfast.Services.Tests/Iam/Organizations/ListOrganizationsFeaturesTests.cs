using Holdfast.Services.Iam.Organizations;

namespace Holdfast.Services.Tests.Iam.Organizations;

public sealed class ListOrganizationsFeaturesTests : OrganizationTests
{
    [Fact]
    public async Task Lists_nothing_at_first_and_then_both_in_order()
    {
        Assert.Empty(await EnabledAsync());

        await World.CallAsync(new EnableOrganizationsRootSessions(Organizations), new());
        await World.CallAsync(new EnableOrganizationsRootCredentialsManagement(Organizations), new());

        Assert.Equal(["RootCredentialsManagement", "RootSessions"], await EnabledAsync());
    }

    [Fact]
    public async Task Another_organization_of_the_same_account_begins_anew()
    {
        await World.CallAsync(new EnableOrganizationsRootSessions(Organizations), new());
        Organizations.Facts = Organizations.Facts with { Id = "o-anotherorgid" };

        Assert.Empty(await EnabledAsync());

        await World.CallAsync(new EnableOrganizationsRootCredentialsManagement(Organizations), new());
        Assert.Equal(["RootCredentialsManagement"], await EnabledAsync());
    }

    [Fact]
    public Task Refuses_who_may_not()
        => RefusesWhoMayNotAsync(new ListOrganizationsFeatures(Organizations), new());
}
