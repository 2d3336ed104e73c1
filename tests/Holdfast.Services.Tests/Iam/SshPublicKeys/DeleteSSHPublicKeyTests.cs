using Holdfast.Services.Iam;
using Holdfast.Services.Iam.SshPublicKeys;

namespace Holdfast.Services.Tests.Iam.SshPublicKeys;

public sealed class DeleteSSHPublicKeyTests : SshPublicKeyTests
{
    [Fact]
    public async Task Deletes_a_key()
    {
        var key = GivenSshKey(GivenUser("alice"));

        await World.CallAsync(new DeleteSSHPublicKey(), new() { UserName = "alice", SSHPublicKeyId = key.Id });

        Assert.Empty(await World.ListAsync<SshPublicKey>(""));
    }

    [Fact]
    public async Task Refuses_a_key_of_somebody_else()
    {
        var key = GivenSshKey(GivenUser("alice"));
        GivenUser("bob");

        Assert.Equal(
            $"The SSH Public Key with id {key.Id} cannot be found.",
            await RefusedAsync<NoSuchEntityException>(
                () => World.CallAsync(new DeleteSSHPublicKey(), new() { UserName = "bob", SSHPublicKeyId = key.Id })));
    }
}
