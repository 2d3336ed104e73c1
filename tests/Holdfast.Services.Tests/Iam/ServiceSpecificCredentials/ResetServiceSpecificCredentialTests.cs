using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ServiceSpecificCredentials;

namespace Holdfast.Services.Tests.Iam.ServiceSpecificCredentials;

public sealed class ResetServiceSpecificCredentialTests : ServiceSpecificCredentialTests
{
    [Theory]
    [InlineData(CodeCommit)]
    [InlineData(Bedrock)]
    public async Task Makes_another_secret_and_keeps_the_rest(string service)
    {
        GivenUser("alice");
        var made = await MakeAsync(service: service);

        var reset = (await ResetAsync(made.ServiceSpecificCredentialId)).ServiceSpecificCredential!;

        var secret = reset.ServicePassword ?? reset.ServiceCredentialSecret!;
        Assert.NotEqual(made.ServicePassword ?? made.ServiceCredentialSecret, secret);
        Assert.Equal(made with { ServicePassword = reset.ServicePassword, ServiceCredentialSecret = reset.ServiceCredentialSecret }, reset);
        Assert.Equal(CredentialService.DigestOf(secret), Assert.Single(await World.ListAsync<ServiceSpecificCredential>("")).SecretDigest);
    }

    [Fact]
    public async Task Refuses_an_unknown_credential()
    {
        GivenUser("alice");

        Assert.Equal(
            $"The Service Specific Credential with id {Unknown} cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => ResetAsync(Unknown)));
    }

    private Task<ResetServiceSpecificCredentialResponse> ResetAsync(string id)
        => World.CallAsync(new ResetServiceSpecificCredential(), new() { UserName = "alice", ServiceSpecificCredentialId = id });
}
