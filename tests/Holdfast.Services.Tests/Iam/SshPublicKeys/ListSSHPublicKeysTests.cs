using Holdfast.Services.Iam;
using Holdfast.Services.Iam.SshPublicKeys;

namespace Holdfast.Services.Tests.Iam.SshPublicKeys;

public sealed class ListSSHPublicKeysTests : SshPublicKeyTests
{
    [Fact]
    public async Task Lists_the_keys_of_a_user_page_by_page()
    {
        var alice = GivenUser("alice");
        GivenSshKey(alice, "APKAAAAAAAAAAAAAAAA1");
        GivenSshKey(alice, "APKAAAAAAAAAAAAAAAA2");
        GivenSshKey(GivenUser("bob"), "APKAAAAAAAAAAAAAAAA3");

        var first = await World.CallAsync(new ListSSHPublicKeys(), new() { UserName = "alice", MaxItems = 1 });
        var second = await World.CallAsync(new ListSSHPublicKeys(), new() { Marker = first.Marker }, asUser: "alice");

        Assert.Equal(
            new SSHPublicKeyMetadataShape { UserName = "alice", SSHPublicKeyId = "APKAAAAAAAAAAAAAAAA1", Status = "Active", UploadDate = Created },
            Assert.Single(first.SSHPublicKeys!));
        Assert.True(first.IsTruncated);
        Assert.Equal("APKAAAAAAAAAAAAAAAA2", Assert.Single(second.SSHPublicKeys!).SSHPublicKeyId);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new ListSSHPublicKeys(), new() { UserName = "nobody" }));
}
