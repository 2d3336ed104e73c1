using Holdfast.Services.Iam;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.ManagedPolicies;
using Holdfast.Services.Iam.ServiceSpecificCredentials;
using Holdfast.Services.Iam.SigningCertificates;
using Holdfast.Services.Iam.SshPublicKeys;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Tests.Iam.Users;

public sealed class DeleteUserTests : CredentialTests
{
    [Fact]
    public async Task Deletes_a_user_that_nothing_hangs_on()
    {
        var user = GivenUser("alice");

        await World.CallAsync(new DeleteUser(), new() { UserName = "ALICE" });

        Assert.Null(await World.FindAsync<User>(user.Key));
    }

    [Fact]
    public async Task Deletes_a_user_with_its_boundary_and_frees_the_policy()
    {
        var policy = GivenPolicy("limit");
        await GivenBoundaryAsync(policy, GivenUser("alice"));

        await World.CallAsync(new DeleteUser(), new() { UserName = "alice" });
        await World.CallAsync(new DeletePolicy(), new() { PolicyArn = policy.Arn.Value });

        Assert.Empty(await World.ListAsync<PolicyUse>(""));
    }

    [Fact]
    public async Task Refuses_a_user_with_access_keys()
    {
        GivenUser("alice");
        await World.CallAsync(new CreateAccessKey(World.Sealer, Quotas), new() { UserName = "alice" });

        Assert.Equal("Cannot delete entity, must delete access keys first.", await RefusedAsync<DeleteConflictException>(DeleteAlice));
    }

    [Fact]
    public async Task Refuses_a_user_with_inline_policies()
    {
        GivenInline(GivenUser("alice").Id, "own");

        Assert.Equal("Cannot delete entity, must delete policies first.", await RefusedAsync<DeleteConflictException>(DeleteAlice));
    }

    [Fact]
    public async Task Refuses_a_user_with_attached_policies()
    {
        GivenAttached(GivenPolicy("shared"), GivenUser("alice").Id);

        Assert.Equal("Cannot delete entity, must detach all policies first.", await RefusedAsync<DeleteConflictException>(DeleteAlice));
    }

    [Fact]
    public async Task Refuses_a_user_in_a_group()
    {
        GivenMember(GivenGroup("crew"), GivenUser("alice"));

        Assert.Equal("Cannot delete entity, must remove users from group first.", await RefusedAsync<DeleteConflictException>(DeleteAlice));
    }

    [Fact]
    public async Task Refuses_a_user_with_a_password_before_all_else()
    {
        GivenAccount();
        GivenInline(GivenUser("alice").Id, "own");
        await GivenPasswordAsync("alice");
        await World.CallAsync(new CreateAccessKey(World.Sealer, Quotas), new() { UserName = "alice" });

        Assert.Equal("Cannot delete entity, must delete login profile first.", await RefusedAsync<DeleteConflictException>(DeleteAlice));
    }

    [Fact]
    public async Task Refuses_a_user_with_credentials_of_each_kind()
    {
        var user = GivenUser("alice");
        await GivenEnabledDeviceAsync("alice");
        Assert.Equal("Cannot delete entity, must delete MFA device first.", await RefusedAsync<DeleteConflictException>(DeleteAlice));

        await World.CallAsync(new CreateServiceSpecificCredential(Quotas), new() { UserName = "alice", ServiceName = "codecommit.amazonaws.com" });
        Assert.Equal(
            "Cannot delete entity, must delete service specific credentials first.", await RefusedAsync<DeleteConflictException>(DeleteAlice));

        World.Given(new SshPublicKey { Account = Account, OwnerId = user.Id, Id = "APKA", Line = "", Fingerprint = "", Status = "Active", UploadDate = Created });
        Assert.Equal("Cannot delete entity, must delete SSH public keys first.", await RefusedAsync<DeleteConflictException>(DeleteAlice));

        World.Given(new SigningCertificate { Account = Account, OwnerId = user.Id, Id = "A", Body = "", Status = "Active", UploadDate = Created });
        Assert.Equal("Cannot delete entity, must delete signing certificates first.", await RefusedAsync<DeleteConflictException>(DeleteAlice));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal("The user with name alice cannot be found.", await RefusedAsync<NoSuchEntityException>(DeleteAlice));

    private Task DeleteAlice() => World.CallAsync(new DeleteUser(), new() { UserName = "alice" });
}
