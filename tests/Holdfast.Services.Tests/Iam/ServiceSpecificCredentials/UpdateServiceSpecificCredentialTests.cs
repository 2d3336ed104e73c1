using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ServiceSpecificCredentials;

namespace Holdfast.Services.Tests.Iam.ServiceSpecificCredentials;

public sealed class UpdateServiceSpecificCredentialTests : ServiceSpecificCredentialTests
{
    [Fact]
    public async Task Makes_a_credential_inactive_and_changes_nothing_the_second_time()
    {
        GivenUser("alice");
        var made = await MakeAsync();

        await UpdateAsync(made.ServiceSpecificCredentialId, "Inactive");
        var before = World.Changes.Count;
        await UpdateAsync(made.ServiceSpecificCredentialId, "Inactive");

        Assert.Equal("Inactive", Assert.Single(await World.ListAsync<ServiceSpecificCredential>("")).Status);
        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_to_let_a_credential_expire()
    {
        GivenUser("alice");
        var made = await MakeAsync();

        await RefusedAsync<InvalidInputException>(() => UpdateAsync(made.ServiceSpecificCredentialId, "Expired"));
    }

    [Fact]
    public async Task Refuses_an_unknown_credential()
    {
        GivenUser("alice");

        Assert.Equal(
            $"The Service Specific Credential with id {Unknown} cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => UpdateAsync(Unknown, "Active")));
    }

    [Fact]
    public async Task Tells_conditions_the_service_of_the_credential()
    {
        GivenUser("alice");
        var made = await MakeAsync();

        var target = await World.TargetAsync(
            new UpdateServiceSpecificCredential(), new() { ServiceSpecificCredentialId = made.ServiceSpecificCredentialId, Status = "Active" }, asUser: "alice");

        Assert.Equal(CodeCommit, Assert.Single(target.Context).Values[0]);
    }

    private Task UpdateAsync(string id, string status)
        => World.CallAsync(new UpdateServiceSpecificCredential(), new() { UserName = "alice", ServiceSpecificCredentialId = id, Status = status });
}
