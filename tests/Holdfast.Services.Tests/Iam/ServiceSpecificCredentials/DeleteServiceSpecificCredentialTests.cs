using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ServiceSpecificCredentials;

namespace Holdfast.Services.Tests.Iam.ServiceSpecificCredentials;

public sealed class DeleteServiceSpecificCredentialTests : ServiceSpecificCredentialTests
{
    [Fact]
    public async Task Deletes_a_credential_of_the_caller()
    {
        GivenUser("alice");
        var made = await MakeAsync();

        await World.CallAsync(
            new DeleteServiceSpecificCredential(), new() { ServiceSpecificCredentialId = made.ServiceSpecificCredentialId }, asUser: "alice");

        Assert.Empty(await World.ListAsync<ServiceSpecificCredential>(""));
    }

    [Fact]
    public async Task Refuses_a_credential_of_somebody_else()
    {
        GivenUser("alice");
        GivenUser("bob");
        var made = await MakeAsync();

        await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(
            new DeleteServiceSpecificCredential(), new() { UserName = "bob", ServiceSpecificCredentialId = made.ServiceSpecificCredentialId }));
    }
}
