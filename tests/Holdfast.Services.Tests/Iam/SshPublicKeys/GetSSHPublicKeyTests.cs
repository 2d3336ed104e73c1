using Holdfast.Services.Iam;
using Holdfast.Services.Iam.SshPublicKeys;

namespace Holdfast.Services.Tests.Iam.SshPublicKeys;

public sealed class GetSSHPublicKeyTests : SshPublicKeyTests
{
    [Theory]
    [InlineData("SSH", Line)]
    [InlineData("PEM", Pem)]
    public async Task Gives_a_key_in_the_encoding_that_is_asked_for(string encoding, string body)
    {
        var stored = GivenSshKey(GivenUser("alice"));

        var key = (await GetAsync(stored.Id, encoding)).SSHPublicKey!;

        Assert.Equal((body, Fingerprint, Created), (key.SSHPublicKeyBody, key.Fingerprint, key.UploadDate));
    }

    [Fact]
    public async Task Refuses_an_unknown_key()
    {
        GivenUser("alice");

        Assert.Equal($"The SSH Public Key with id {Unknown} cannot be found.", await RefusedAsync<NoSuchEntityException>(() => GetAsync(Unknown, "SSH")));
    }

    private Task<GetSSHPublicKeyResponse> GetAsync(string id, string encoding)
        => World.CallAsync(new GetSSHPublicKey(), new() { UserName = "alice", SSHPublicKeyId = id, Encoding = encoding });
}
