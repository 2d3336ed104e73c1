using Holdfast.Services.CloudTrail.Organizations;

namespace Holdfast.Services.Tests.CloudTrail.Organizations;

public sealed class RegisterOrganizationDelegatedAdminTests : TrailTests
{
    [Fact]
    public async Task Refuses_an_account_that_is_in_no_organization()
    {
        var error = await RefusedAsync(
            "OrganizationsNotInUseException",
            () => World.CallAsync(new RegisterOrganizationDelegatedAdmin(Parts.Get<OrganizationRules>()), new() { MemberAccountId = "444455556666" }));

        Assert.Equal("Your account is not a member of an organization.", error.Message);
    }
}
