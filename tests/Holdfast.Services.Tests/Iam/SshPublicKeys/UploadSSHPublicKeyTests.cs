using Holdfast.Services.Iam;
using Holdfast.Services.Iam.SshPublicKeys;

namespace Holdfast.Services.Tests.Iam.SshPublicKeys;

public sealed class UploadSSHPublicKeyTests : SshPublicKeyTests
{
    private UploadSSHPublicKey UploadSSHPublicKey => new(Quotas);

    [Theory]
    [InlineData(Line, Line)]
    [InlineData(Line + "\r\n", Line)]
    [InlineData(Pem, null)]
    [InlineData(RsaPem, null)]
    public async Task Keeps_a_key_in_any_encoding_with_its_fingerprint(string body, string? line)
    {
        var user = GivenUser("alice");

        var key = (await UploadAsync(body)).SSHPublicKey!;

        Assert.Equal(("alice", body, Fingerprint, "Active", World.Now), (key.UserName, key.SSHPublicKeyBody, key.Fingerprint, key.Status, key.UploadDate));
        Assert.Matches("^APKA[A-Z2-7]{16}$", key.SSHPublicKeyId);
        var stored = Assert.Single(await World.ListAsync<SshPublicKey>(""));
        Assert.Equal((user.Id, key.SSHPublicKeyId), (stored.OwnerId, stored.Id));
        Assert.Equal(line ?? Line[..Line.LastIndexOf(' ')], stored.Line);
    }

    [Fact]
    public async Task Refuses_a_key_that_the_user_has_and_takes_it_of_another()
    {
        GivenSshKey(GivenUser("alice"));
        GivenUser("bob");

        Assert.Equal(
            "The SSH public key is already associated with the specified IAM user.",
            await RefusedAsync<DuplicateSSHPublicKeyException>(() => UploadAsync(Pem)));
        await UploadAsync(Pem, "bob");
    }

    [Fact]
    public async Task Refuses_a_sixth_key()
    {
        var user = GivenUser("alice");
        for (var number = 0; number < 5; number++)
        {
            GivenSshKey(user, "APKAAAAAAAAAAAAAAAA" + number, "other");
        }

        Assert.Equal("Cannot exceed quota for SSHPublicKeysPerUser: 5", await RefusedAsync<LimitExceededException>(() => UploadAsync(Line)));
    }

    [Theory]
    [InlineData("hello")]
    [InlineData(EdwardsLine)]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public async Task Refuses_an_encoding_that_is_not_known(string body)
    {
        GivenUser("alice");

        Assert.Equal("Invalid public key uploaded.", await RefusedAsync<UnrecognizedPublicKeyEncodingException>(() => UploadAsync(body)));
    }

    [Theory]
    [InlineData("ssh-rsa")]
    [InlineData("ssh-rsa AAAA")]
    [InlineData("ssh-rsa !")]
    [InlineData("ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB")]
    [InlineData(ShortLine)]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    public async Task Refuses_a_key_that_is_malformed_or_too_short(string body)
    {
        GivenUser("alice");

        Assert.Equal("Invalid public key uploaded.", await RefusedAsync<InvalidPublicKeyException>(() => UploadAsync(body)));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.", await RefusedAsync<NoSuchEntityException>(() => UploadAsync(Line, "nobody")));

    private Task<UploadSSHPublicKeyResponse> UploadAsync(string body, string userName = "alice")
        => World.CallAsync(UploadSSHPublicKey, new() { UserName = userName, SSHPublicKeyBody = body });
}
