using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.LoginProfiles;

namespace Holdfast.Services.Tests.Iam.LoginProfiles;

public sealed class GetLoginProfileTests : CredentialTests
{
    [Fact]
    public async Task Tells_since_when_a_user_has_a_password()
    {
        GivenAccount();
        GivenUser("alice");
        await GivenPasswordAsync("alice");

        var expected = new LoginProfileShape { UserName = "alice", CreateDate = World.Now, PasswordResetRequired = false };
        Assert.Equal(expected, (await World.CallAsync(new GetLoginProfile(), new() { UserName = "alice" })).LoginProfile);
        Assert.Equal(expected, (await World.CallAsync(new GetLoginProfile(), new(), asUser: "alice")).LoginProfile);
    }

    [Fact]
    public async Task Refuses_a_user_without_one()
    {
        GivenUser("alice");

        Assert.Equal(
            "Login Profile for User alice cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetLoginProfile(), new() { UserName = "alice" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetLoginProfile(), new() { UserName = "nobody" })));

    [Fact]
    public async Task Tells_a_session_of_AssumeRoot_about_the_password_of_root()
    {
        GivenAccount(PasswordHash.OfNobody);

        Assert.Equal(Created, (await World.CallAsync(new GetLoginProfile(), new(), caller: AssumedRoot)).LoginProfile.CreateDate);
    }

    [Fact]
    public async Task Says_that_root_has_none()
    {
        GivenAccount();

        Assert.Equal(
            "Login Profile for User null cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new GetLoginProfile(), new(), caller: AssumedRoot)));
    }

    [Fact]
    public async Task Refuses_root_that_names_nobody()
        => await RefusedAsync<CommonException>(() => World.CallAsync(new GetLoginProfile(), new()));
}
