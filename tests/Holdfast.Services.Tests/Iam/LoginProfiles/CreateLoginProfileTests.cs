using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.LoginProfiles;

namespace Holdfast.Services.Tests.Iam.LoginProfiles;

public sealed class CreateLoginProfileTests : CredentialTests
{
    [Fact]
    public async Task Gives_a_user_a_password_of_which_a_hash_is_kept()
    {
        GivenAccount();
        var user = GivenUser("alice");

        var response = await World.CallAsync(
            new CreateLoginProfile(), new() { UserName = "alice", Password = Password, PasswordResetRequired = true });

        Assert.Equal(new LoginProfileShape { UserName = "alice", CreateDate = World.Now, PasswordResetRequired = true }, response.LoginProfile);
        var stored = Assert.Single(await World.ListAsync<LoginProfile>(""));
        Assert.Equal((user.Id, World.Now, World.Now, true), (stored.OwnerId, stored.CreateDate, stored.PasswordSetAt, stored.IsResetRequired));
        Assert.True(PasswordHash.Matches(Password, stored.PasswordHash));
        Assert.DoesNotContain(stored.PasswordHash, stored.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_the_caller_one_when_no_user_is_named()
    {
        GivenAccount();
        var user = GivenUser("alice");

        await World.CallAsync(new CreateLoginProfile(), new() { Password = Password }, asUser: "alice");

        Assert.Equal((user.Id, false), (Assert.Single(await World.ListAsync<LoginProfile>("")).OwnerId, (await World.ListAsync<LoginProfile>(""))[0].IsResetRequired));
    }

    [Fact]
    public async Task Refuses_a_second_one()
    {
        GivenAccount();
        GivenUser("alice");
        await GivenPasswordAsync("alice");

        Assert.Equal(
            "Login Profile for user alice already exists.",
            await RefusedAsync<EntityAlreadyExistsException>(() => GivenPasswordAsync("alice", OtherPassword)));
    }

    [Fact]
    public async Task Refuses_a_password_that_the_default_policy_does_not_admit()
    {
        GivenAccount();
        GivenUser("alice");

        Assert.Equal(
            "Password should have a minimum length of 8",
            await RefusedAsync<PasswordPolicyViolationException>(() => GivenPasswordAsync("alice", "Short-1")));
    }

    [Fact]
    public async Task Refuses_a_password_that_the_policy_of_the_account_does_not_admit()
    {
        GivenAccount();
        GivenUser("alice");
        GivenPasswordPolicy(policy => policy with { MinimumLength = 20 });

        Assert.Equal(
            "Password should have a minimum length of 20",
            await RefusedAsync<PasswordPolicyViolationException>(() => GivenPasswordAsync("alice")));
    }

    [Fact]
    public async Task Refuses_a_request_without_a_password()
    {
        GivenUser("alice");

        Assert.Equal(
            "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
            await RefusedAsync<CommonException>(() => World.CallAsync(new CreateLoginProfile(), new() { UserName = "alice" })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.", await RefusedAsync<NoSuchEntityException>(() => GivenPasswordAsync("nobody")));

    [Fact]
    public async Task Refuses_root_that_names_nobody()
        => Assert.Equal(
            "Must specify userName when calling with non-User credentials",
            await RefusedAsync<CommonException>(() => World.CallAsync(new CreateLoginProfile(), new() { Password = Password })));

    [Fact]
    public async Task Says_that_it_does_not_let_root_recover_its_password()
    {
        GivenAccount();

        var error = await Assert.ThrowsAsync<CommonException>(() => World.CallAsync(new CreateLoginProfile(), new(), caller: AssumedRoot));

        Assert.Equal(("NotImplemented", 501), (error.Code, error.Status));
    }

    [Fact]
    public async Task Refuses_a_second_password_of_root()
    {
        GivenAccount(PasswordHash.OfNobody);

        Assert.Equal(
            "Login Profile for user null already exists.",
            await RefusedAsync<EntityAlreadyExistsException>(() => World.CallAsync(new CreateLoginProfile(), new(), caller: AssumedRoot)));
    }
}
