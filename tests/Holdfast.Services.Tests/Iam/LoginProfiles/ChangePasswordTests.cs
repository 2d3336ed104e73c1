using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.LoginProfiles;

namespace Holdfast.Services.Tests.Iam.LoginProfiles;

public sealed class ChangePasswordTests : CredentialTests
{
    private static readonly ChangePasswordRequest Request = new() { OldPassword = Password, NewPassword = OtherPassword };

    [Fact]
    public async Task Sets_another_password_and_needs_no_reset_any_more()
    {
        GivenAccount();
        GivenUser("alice");
        await GivenPasswordAsync("alice", resetRequired: true);

        await ChangeAsync();

        var profile = (await World.ListAsync<LoginProfile>(""))[0];
        Assert.True(PasswordHash.Matches(OtherPassword, profile.PasswordHash));
        Assert.False(profile.IsResetRequired);
        Assert.Single(profile.FormerHashes);
    }

    [Fact]
    public async Task Refuses_a_wrong_old_password()
    {
        GivenAccount();
        GivenUser("alice");
        await GivenPasswordAsync("alice", OtherPassword);
        var before = World.Changes.Count;

        var error = await Assert.ThrowsAsync<CommonException>(ChangeAsync);

        Assert.Equal(("AccessDenied", 403, "The old password was incorrect."), (error.Code, error.Status, error.Message));
        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Refuses_a_password_that_the_policy_does_not_admit()
    {
        GivenAccount();
        GivenUser("alice");
        await GivenPasswordAsync("alice");
        GivenPasswordPolicy(policy => policy with { MinimumLength = 50 });

        Assert.Equal("Password should have a minimum length of 50", await RefusedAsync<PasswordPolicyViolationException>(ChangeAsync));
    }

    [Fact]
    public async Task Refuses_a_user_without_a_password()
    {
        GivenUser("alice");

        Assert.Equal("Login Profile for User alice cannot be found.", await RefusedAsync<NoSuchEntityException>(ChangeAsync));
    }

    [Fact]
    public async Task Refuses_root_and_sessions_of_roles()
    {
        Assert.Equal(
            "Only IAM Users can change their own password",
            await RefusedAsync<InvalidUserTypeException>(() => World.CallAsync(new ChangePassword(), Request)));
        await RefusedAsync<InvalidUserTypeException>(() => World.CallAsync(new ChangePassword(), Request, caller: Session));
    }

    [Fact]
    public async Task Is_permitted_to_the_users_themselves_where_the_policy_lets_them()
    {
        GivenUser("alice");
        Assert.Null((await World.TargetAsync(new ChangePassword(), Request, asUser: "alice")).ResourcePolicy);

        GivenPasswordPolicy(policy => policy with { AllowsUsersToChange = true });

        var target = await World.TargetAsync(new ChangePassword(), Request, asUser: "alice");
        Assert.Equal("arn:aws:iam::111122223333:user/alice", target.Resource.Value);
        Assert.Equal(
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"iam:ChangePassword","Resource":"arn:aws:iam::111122223333:user/alice"}}""",
            target.ResourcePolicy);
    }

    private Task ChangeAsync() => World.CallAsync(new ChangePassword(), Request, asUser: "alice");
}
