using Holdfast.Services.Iam;
using Holdfast.Services.Iam.SshPublicKeys;

namespace Holdfast.Services.Tests.Iam.SshPublicKeys;

public sealed class UpdateSSHPublicKeyTests : SshPublicKeyTests
{
    [Fact]
    public async Task Makes_a_key_inactive_and_changes_nothing_the_second_time()
    {
        var key = GivenSshKey(GivenUser("alice"));

        await UpdateAsync(key.Id, "Inactive");
        var before = World.Changes.Count;
        await UpdateAsync(key.Id, "Inactive");

        Assert.Equal("Inactive", Assert.Single(await World.ListAsync<SshPublicKey>("")).Status);
        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_to_let_a_key_expire()
    {
        var key = GivenSshKey(GivenUser("alice"));

        Assert.Equal(
            "Status Expired is not supported for SSH public keys.",
            await RefusedAsync<InvalidInputException>(() => UpdateAsync(key.Id, "Expired")));
    }

    [Fact]
    public async Task Refuses_an_unknown_key()
    {
        GivenUser("alice");

        Assert.Equal($"The SSH Public Key with id {Unknown} cannot be found.", await RefusedAsync<NoSuchEntityException>(() => UpdateAsync(Unknown, "Active")));
    }

    private Task UpdateAsync(string id, string status)
        => World.CallAsync(new UpdateSSHPublicKey(), new() { UserName = "alice", SSHPublicKeyId = id, Status = status });
}
