using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.LoginProfiles;

namespace Holdfast.Services.Tests.Iam.LoginProfiles;

public sealed class DeleteLoginProfileTests : CredentialTests
{
    [Fact]
    public async Task Takes_the_password_from_a_user()
    {
        GivenAccount();
        GivenUser("alice");
        await GivenPasswordAsync("alice");

        await World.CallAsync(new DeleteLoginProfile(), new() { UserName = "alice" });

        Assert.Empty(await World.ListAsync<LoginProfile>(""));
    }

    [Fact]
    public async Task Takes_the_password_of_root_in_a_session_of_AssumeRoot()
    {
        var account = GivenAccount(PasswordHash.OfNobody);

        await World.CallAsync(new DeleteLoginProfile(), new(), caller: AssumedRoot);

        Assert.Null((await World.FindAsync<IamAccount>(account.Key))!.PasswordHash);
        Assert.Equal(
            "Login Profile for User null cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteLoginProfile(), new(), caller: AssumedRoot)));
    }

    [Fact]
    public async Task Leaves_roots_password_when_root_forgets_to_name_a_user()
    {
        GivenAccount(PasswordHash.OfNobody);

        Assert.Equal(
            "Must specify userName when calling with non-User credentials",
            await RefusedAsync<CommonException>(() => World.CallAsync(new DeleteLoginProfile(), new())));
    }

    [Fact]
    public async Task Refuses_a_user_without_one()
    {
        GivenUser("alice");

        Assert.Equal(
            "Login Profile for User alice cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteLoginProfile(), new() { UserName = "alice" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => await RefusedAsync<NoSuchEntityException>(() => World.CallAsync(new DeleteLoginProfile(), new() { UserName = "nobody" }));
}
