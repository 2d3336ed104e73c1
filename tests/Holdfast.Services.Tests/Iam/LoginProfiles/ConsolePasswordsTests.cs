using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.LoginProfiles;
using Holdfast.Services.Iam.Users;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.LoginProfiles;

public sealed class ConsolePasswordsTests : CredentialTests
{
    private static readonly ConsolePasswords Passwords = new();

    [Fact]
    public async Task Knows_the_password_of_a_user_and_who_it_is()
    {
        GivenAccount();
        var user = GivenUser("alice", "/", ("team", "red"));
        await GivenPasswordAsync("alice");

        var check = await CheckAsync("ALICE", Password);

        Assert.Equal(PasswordVerdict.Correct, check.Verdict);
        Assert.Equal((CallerKind.User, user.Id, user.Arn.Value, "alice", "red"), (check.Principal!.Kind, check.Principal.PrincipalId, check.Principal.Arn, check.Principal.UserName, check.Principal.Tags["Team"]));
        Assert.Equal(PasswordVerdict.Wrong, (await CheckAsync("alice", OtherPassword)).Verdict);
    }

    [Fact]
    public async Task Tells_a_user_who_is_not_there_from_one_without_a_password()
    {
        GivenAccount();
        GivenUser("alice");

        Assert.Equal(new(PasswordVerdict.NoSuchUser, Principal: null), await CheckAsync("nobody", Password));
        Assert.Equal((PasswordVerdict.NoPassword, "alice"), (await CheckAsync("alice", Password)) is var check ? (check.Verdict, check.Principal!.UserName) : default);
    }

    [Fact]
    public async Task Demands_another_password_when_an_administrator_said_so()
    {
        GivenAccount();
        GivenUser("alice");
        await GivenPasswordAsync("alice", resetRequired: true);

        Assert.Equal(PasswordVerdict.ResetRequired, (await CheckAsync("alice", Password)).Verdict);
        Assert.Equal(PasswordVerdict.Wrong, (await CheckAsync("alice", OtherPassword)).Verdict);
    }

    [Theory]
    [InlineData(null, PasswordVerdict.Expired)]
    [InlineData(false, PasswordVerdict.Expired)]
    [InlineData(true, PasswordVerdict.HardExpired)]
    public async Task Lets_a_password_expire_to_the_second(bool? hardExpiry, PasswordVerdict verdict)
    {
        GivenAccount();
        GivenUser("alice");
        GivenPasswordPolicy(policy => policy with { MaxAgeDays = 90, HardExpiry = hardExpiry });
        await GivenPasswordAsync("alice");

        await World.AdvanceAsync(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        Assert.Equal(PasswordVerdict.Correct, (await CheckAsync("alice", Password)).Verdict);

        await World.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(verdict, (await CheckAsync("alice", Password)).Verdict);
        Assert.Equal(PasswordVerdict.Wrong, (await CheckAsync("alice", OtherPassword)).Verdict);
    }

    [Fact]
    public async Task Knows_the_password_of_root_which_does_not_expire()
    {
        GivenPasswordPolicy(policy => policy with { MaxAgeDays = 1, HardExpiry = true });
        GivenAccount(PasswordHash.Make(Password, World.Ids));
        await World.AdvanceAsync(TimeSpan.FromDays(400));

        var check = await CheckRootAsync(Password);

        Assert.Equal((PasswordVerdict.Correct, CallerKind.Root), (check.Verdict, check.Principal!.Kind));
        Assert.Equal(PasswordVerdict.Wrong, (await CheckRootAsync(OtherPassword)).Verdict);
    }

    [Fact]
    public async Task Knows_when_root_has_no_password_or_the_account_is_not_there()
    {
        Assert.Equal(PasswordVerdict.NoSuchUser, (await CheckRootAsync(Password)).Verdict);

        GivenAccount();

        Assert.Equal(PasswordVerdict.NoPassword, (await CheckRootAsync(Password)).Verdict);
    }

    [Fact]
    public async Task Finds_an_account_by_number_alias_and_the_address_of_root()
    {
        GivenAccount();
        World.Given(new AccountAlias { Alias = "acme", Account = Account });
        using var transaction = World.Store.Begin(new("test", 0));

        Assert.Equal(Account, await Passwords.FindAccountAsync(transaction, "111122223333", CancellationToken.None));
        Assert.Equal(Account, await Passwords.FindAccountAsync(transaction, "acme", CancellationToken.None));
        Assert.Null(await Passwords.FindAccountAsync(transaction, "other", CancellationToken.None));
        Assert.Equal([Account], await Passwords.FindAccountsOfRootAsync(transaction, "ROOT-1@example.com", CancellationToken.None));
        Assert.Empty(await Passwords.FindAccountsOfRootAsync(transaction, "root@example.com", CancellationToken.None));
    }

    [Fact]
    public async Task Sets_another_password_of_a_user_as_the_policy_admits()
    {
        GivenAccount();
        GivenUser("alice");
        await GivenPasswordAsync("alice", resetRequired: true);

        await ChangeAsync(World.UserOf(Account, "alice"), OtherPassword);

        Assert.Equal(PasswordVerdict.Correct, (await CheckAsync("alice", OtherPassword)).Verdict);
        await RefusedAsync<PasswordPolicyViolationException>(() => ChangeAsync(World.UserOf(Account, "alice"), "short"));
        await RefusedAsync<NoSuchEntityException>(() => ChangeAsync(World.UserOf(Account, "nobody"), OtherPassword));
    }

    [Fact]
    public async Task Sets_another_password_of_root_by_the_rules_that_hold_without_a_policy()
    {
        GivenAccount(PasswordHash.Make(Password, World.Ids));
        GivenPasswordPolicy(policy => policy with { MinimumLength = 100 });

        await ChangeAsync(World.RootOf(Account), OtherPassword);

        Assert.Equal(PasswordVerdict.Correct, (await CheckRootAsync(OtherPassword)).Verdict);
        await RefusedAsync<PasswordPolicyViolationException>(() => ChangeAsync(World.RootOf(Account), "short"));
    }

    [Fact]
    public async Task Notes_when_a_password_was_last_used()
    {
        GivenAccount();
        GivenUser("alice");

        await NoteAsync(World.UserOf(Account, "alice"));
        await NoteAsync(World.RootOf(Account));

        Assert.Equal(World.Now, (await World.CallAsync(new GetUser(), new() { UserName = "alice" })).User.PasswordLastUsed);
        Assert.Equal(World.Now, (await World.CallAsync(new GetUser(), new())).User.PasswordLastUsed);
    }

    private async Task<PasswordCheck> CheckAsync(string userName, string password)
    {
        using var transaction = World.Store.Begin(new("test", 0));
        return await Passwords.CheckUserAsync(transaction, Account, userName, OfferedPassword.Typed(password), World.Now, CancellationToken.None);
    }

    private async Task<PasswordCheck> CheckRootAsync(string password)
    {
        using var transaction = World.Store.Begin(new("test", 0));
        return await Passwords.CheckRootAsync(transaction, Account, OfferedPassword.Typed(password), CancellationToken.None);
    }

    private Task ChangeAsync(Caller principal, string password) => InTransactionAsync(async transaction =>
    {
        await Passwords.ChangeAsync(transaction, principal, password, World.Now, World.Ids, CancellationToken.None);
        return true;
    });

    private Task NoteAsync(Caller principal) => InTransactionAsync(async transaction =>
    {
        await Passwords.NoteUseAsync(transaction, principal, World.Now, CancellationToken.None);
        return true;
    });
}
