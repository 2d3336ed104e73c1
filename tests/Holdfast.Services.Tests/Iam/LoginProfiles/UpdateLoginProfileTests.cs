using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.LoginProfiles;

namespace Holdfast.Services.Tests.Iam.LoginProfiles;

public sealed class UpdateLoginProfileTests : CredentialTests
{
    [Fact]
    public async Task Sets_another_password_and_remembers_the_former_one()
    {
        GivenAccount();
        GivenUser("alice");
        await GivenPasswordAsync("alice");
        var former = (await World.ListAsync<LoginProfile>(""))[0];
        await World.AdvanceAsync(TimeSpan.FromDays(1));

        await UpdateAsync(new() { UserName = "alice", Password = OtherPassword });

        var profile = Assert.Single(await World.ListAsync<LoginProfile>(""));
        Assert.True(PasswordHash.Matches(OtherPassword, profile.PasswordHash));
        Assert.Equal([former.PasswordHash], profile.FormerHashes);
        Assert.Equal((former.CreateDate, World.Now, false), (profile.CreateDate, profile.PasswordSetAt, profile.IsResetRequired));
    }

    [Fact]
    public async Task Demands_a_reset_and_leaves_the_password()
    {
        GivenAccount();
        GivenUser("alice");
        await GivenPasswordAsync("alice");
        var former = (await World.ListAsync<LoginProfile>(""))[0];

        await UpdateAsync(new() { UserName = "alice", PasswordResetRequired = true });

        Assert.Equal(former with { IsResetRequired = true, FormerHashes = [] }, (await World.ListAsync<LoginProfile>(""))[0] with { FormerHashes = former.FormerHashes });
    }

    [Theory]
    [InlineData(1, "one", false)]
    [InlineData(1, "two", true)]
    [InlineData(2, "two", false)]
    [InlineData(3, "three", false)]
    [InlineData(3, "four", true)]
    public async Task Refuses_one_of_the_last_passwords(int prevention, string password, bool isAdmitted)
    {
        GivenAccount();
        var user = GivenUser("alice");
        GivenPasswordPolicy(policy => policy with { MinimumLength = 3, ReusePrevention = prevention });
        World.Given(new LoginProfile
        {
            Account = Account,
            OwnerId = user.Id,
            CreateDate = Created,
            PasswordHash = PasswordHash.MakeLike(Quick, "one"),
            PasswordSetAt = Created,
            IsResetRequired = false,
            FormerHashes = [PasswordHash.MakeLike(Quick, "two"), PasswordHash.MakeLike(PasswordHash.OfNobody, "three"), PasswordHash.MakeLike(Quick, "four")],
        });

        if (isAdmitted)
        {
            await UpdateAsync(new() { UserName = "alice", Password = password });
        }
        else
        {
            Assert.Equal(
                "Policy constraint violation with password reuse prevention during password change.",
                await RefusedAsync<PasswordPolicyViolationException>(() => UpdateAsync(new() { UserName = "alice", Password = password })));
        }
    }

    [Fact]
    public async Task Remembers_no_more_passwords_than_a_policy_can_forbid()
    {
        GivenAccount();
        var user = GivenUser("alice");
        World.Given(new LoginProfile
        {
            Account = Account,
            OwnerId = user.Id,
            CreateDate = Created,
            PasswordHash = Quick,
            PasswordSetAt = Created,
            IsResetRequired = false,
            FormerHashes = [.. Enumerable.Range(0, 23).Select(number => PasswordHash.MakeLike(Quick, $"former-{number}"))],
        });

        await UpdateAsync(new() { UserName = "alice", Password = Password });

        var profile = (await World.ListAsync<LoginProfile>(""))[0];
        Assert.Equal(23, profile.FormerHashes.Count);
        Assert.Equal(Quick, profile.FormerHashes[0]);
        Assert.True(PasswordHash.IsOfToday(profile.PasswordHash));
    }

    [Fact]
    public async Task Refuses_a_password_that_the_policy_does_not_admit()
    {
        GivenAccount();
        GivenUser("alice");
        await GivenPasswordAsync("alice");

        Assert.Equal(
            "Password should have a minimum length of 8",
            await RefusedAsync<PasswordPolicyViolationException>(() => UpdateAsync(new() { UserName = "alice", Password = "x" })));
    }

    [Fact]
    public async Task Refuses_a_user_without_a_password()
    {
        GivenUser("alice");

        Assert.Equal(
            "Login Profile for User alice cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => UpdateAsync(new() { UserName = "alice", Password = Password })));
    }

    [Fact]
    public async Task Refuses_an_unknown_user()
        => Assert.Equal(
            "The user with name nobody cannot be found.",
            await RefusedAsync<NoSuchEntityException>(() => UpdateAsync(new() { UserName = "nobody" })));

    /// <summary>A hash of one round, as none is made any more.</summary>
    private static string Quick { get; } = PasswordHash.OfNobody.Replace("$210000$", "$1$", StringComparison.Ordinal);

    private Task UpdateAsync(UpdateLoginProfileRequest request) => World.CallAsync(new UpdateLoginProfile(), request);
}
