using System.Text;
using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ServiceSpecificCredentials;

namespace Holdfast.Services.Tests.Iam.ServiceSpecificCredentials;

public sealed class CreateServiceSpecificCredentialTests : ServiceSpecificCredentialTests
{
    [Theory]
    [InlineData(CodeCommit)]
    [InlineData("cassandra.amazonaws.com")]
    public async Task Shows_a_name_and_a_password_once_and_keeps_a_digest(string service)
    {
        var user = GivenUser("alice");

        var credential = await MakeAsync(service: service);

        Assert.Equal(("alice", service, "alice-at-111122223333", "Active"), (credential.UserName, credential.ServiceName, credential.ServiceUserName, credential.Status));
        Assert.Matches("^ACCA[A-Z2-7]{17}$", credential.ServiceSpecificCredentialId);
        Assert.Equal((World.Now, null), (credential.CreateDate, credential.ExpirationDate));
        Assert.Equal(44, credential.ServicePassword!.Length);
        Assert.Null(credential.ServiceCredentialSecret);
        Assert.DoesNotContain(credential.ServicePassword, credential.ToString(), StringComparison.Ordinal);
        var stored = Assert.Single(await World.ListAsync<ServiceSpecificCredential>(""));
        Assert.Equal((user.Id, CredentialService.DigestOf(credential.ServicePassword)), (stored.OwnerId, stored.SecretDigest));
        Assert.DoesNotContain(stored.SecretDigest, stored.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Bedrock, "ABSK")]
    [InlineData("logs.amazonaws.com", "ACWL")]
    public async Task Shows_an_API_key_that_holds_its_alias_and_expires(string service, string prefix)
    {
        GivenUser("alice");

        var credential = await MakeAsync(service: service, ageDays: 30);

        Assert.Equal(("alice-at-111122223333", World.Now.AddDays(30)), (credential.ServiceCredentialAlias, credential.ExpirationDate));
        Assert.StartsWith(prefix, credential.ServiceCredentialSecret!, StringComparison.Ordinal);
        Assert.Matches("^alice-at-111122223333:.{44}$", Encoding.UTF8.GetString(Convert.FromBase64String(credential.ServiceCredentialSecret![4..])));
        Assert.Equal((null, null), (credential.ServiceUserName, credential.ServicePassword));
    }

    [Fact]
    public async Task Makes_two_for_each_service_with_a_name_each()
    {
        GivenUser("alice");
        await MakeAsync();
        await MakeAsync(service: Bedrock);

        Assert.Equal("alice+1-at-111122223333", (await MakeAsync()).ServiceUserName);
        Assert.Equal(
            "Cannot exceed quota for ServiceSpecificCredentialsPerUser: 2", await RefusedAsync<LimitExceededException>(() => MakeAsync()));
        await MakeAsync(service: Bedrock);
    }

    [Fact]
    public async Task Takes_a_name_that_became_free()
    {
        GivenUser("alice");
        var first = await MakeAsync();
        await MakeAsync();
        await World.CallAsync(
            new DeleteServiceSpecificCredential(), new() { UserName = "alice", ServiceSpecificCredentialId = first.ServiceSpecificCredentialId });

        Assert.Equal("alice-at-111122223333", (await MakeAsync()).ServiceUserName);
    }

    [Fact]
    public async Task Refuses_a_service_that_takes_none()
    {
        GivenUser("alice");

        Assert.Equal(
            "No such service s3.amazonaws.com is supported for Service Specific Credentials",
            await RefusedAsync<ServiceNotSupportedException>(() => MakeAsync(service: "s3.amazonaws.com")));
    }

    [Fact]
    public async Task Refuses_to_let_a_password_expire()
    {
        GivenUser("alice");

        Assert.Equal(
            "CredentialAgeDays is not supported for codecommit.amazonaws.com.",
            await RefusedAsync<CommonException>(() => MakeAsync(ageDays: 1)));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal("The user with name nobody cannot be found.", await RefusedAsync<NoSuchEntityException>(() => MakeAsync("nobody")));

    [Fact]
    public async Task Tells_conditions_the_service_and_the_age()
    {
        var target = await World.TargetAsync(
            new CreateServiceSpecificCredential(Quotas), new() { UserName = "alice", ServiceName = Bedrock, CredentialAgeDays = 30 });

        Assert.Equal(
            ["iam:ServiceSpecificCredentialServiceName=bedrock.amazonaws.com", "iam:ServiceSpecificCredentialAgeDays=30"],
            target.Context.Select(key => $"{key.Name}={key.Values[0]}"));
    }
}
