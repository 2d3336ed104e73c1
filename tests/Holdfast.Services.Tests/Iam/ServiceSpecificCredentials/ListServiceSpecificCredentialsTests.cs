using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.ServiceSpecificCredentials;

namespace Holdfast.Services.Tests.Iam.ServiceSpecificCredentials;

public sealed class ListServiceSpecificCredentialsTests : ServiceSpecificCredentialTests
{
    [Fact]
    public async Task Lists_the_credentials_of_a_user_without_their_secrets()
    {
        GivenUser("alice");
        GivenUser("bob");
        var made = await MakeAsync();
        await MakeAsync("bob");

        var listed = Assert.Single((await ListAsync(new() { UserName = "alice" })).ServiceSpecificCredentials!);

        Assert.Equal(
            new ServiceSpecificCredentialMetadataShape
            {
                UserName = "alice",
                Status = "Active",
                ServiceUserName = "alice-at-111122223333",
                CreateDate = World.Now,
                ServiceSpecificCredentialId = made.ServiceSpecificCredentialId,
                ServiceName = CodeCommit,
            },
            listed);
        Assert.Equal(listed, Assert.Single((await World.CallAsync(new ListServiceSpecificCredentials(), new(), asUser: "alice")).ServiceSpecificCredentials!));
    }

    [Fact]
    public async Task Lists_those_of_one_service()
    {
        GivenUser("alice");
        await MakeAsync();
        await MakeAsync(service: Bedrock);

        var listed = Assert.Single((await ListAsync(new() { UserName = "alice", ServiceName = Bedrock })).ServiceSpecificCredentials!);

        Assert.Equal(("alice-at-111122223333", null), (listed.ServiceCredentialAlias, listed.ServiceUserName));
    }

    [Fact]
    public async Task Lists_those_of_all_users_page_by_page()
    {
        GivenUser("alice");
        GivenUser("bob");
        await MakeAsync();
        await MakeAsync("bob");

        var first = await ListAsync(new() { AllUsers = true, ServiceName = CodeCommit, MaxItems = 1 });
        var second = await ListAsync(new() { AllUsers = true, ServiceName = CodeCommit, Marker = first.Marker });

        Assert.Equal("alice", Assert.Single(first.ServiceSpecificCredentials!).UserName);
        Assert.True(first.IsTruncated);
        Assert.Equal("bob", Assert.Single(second.ServiceSpecificCredentials!).UserName);
        Assert.False(second.IsTruncated);
    }

    [Fact]
    public async Task Tells_that_a_key_has_expired()
    {
        GivenUser("alice");
        await MakeAsync(service: Bedrock, ageDays: 1);

        await World.AdvanceAsync(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.Equal("Active", Assert.Single((await ListAsync(new() { UserName = "alice" })).ServiceSpecificCredentials!).Status);

        await World.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("Expired", Assert.Single((await ListAsync(new() { UserName = "alice" })).ServiceSpecificCredentials!).Status);
    }

    [Fact]
    public async Task Refuses_a_user_and_all_users_at_once()
    {
        GivenUser("alice");

        Assert.Equal(
            "UserName and AllUsers cannot be specified together.",
            await RefusedAsync<CommonException>(() => ListAsync(new() { UserName = "alice", AllUsers = true })));
    }

    [Fact]
    public async Task Refuses_a_service_that_takes_none()
    {
        GivenUser("alice");

        await RefusedAsync<ServiceNotSupportedException>(() => ListAsync(new() { UserName = "alice", ServiceName = "s3.amazonaws.com" }));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => await RefusedAsync<NoSuchEntityException>(() => ListAsync(new() { UserName = "nobody" }));

    [Fact]
    public async Task Acts_on_all_users_when_all_are_asked_for()
        => Assert.Equal(
            "arn:aws:iam::111122223333:user/*",
            (await World.TargetAsync(new ListServiceSpecificCredentials(), new() { AllUsers = true })).Resource.Value);

    private Task<ListServiceSpecificCredentialsResponse> ListAsync(ListServiceSpecificCredentialsRequest request)
        => World.CallAsync(new ListServiceSpecificCredentials(), request);
}
