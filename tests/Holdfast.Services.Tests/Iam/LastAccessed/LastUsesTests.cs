using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.AccessKeys;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.LastAccessed;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Iam.Users;
using Holdfast.Services.Sts;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.LastAccessed;

public sealed class LastUsesTests : UsageTests
{
    [Fact]
    public async Task Folds_what_was_used_into_records_and_then_lets_go_of_it()
    {
        GivenAccount();
        var alice = GivenUser("alice");
        var deploy = GivenRole("deploy");
        var caller = CallerOf(alice, GivenKey(alice));
        Called(caller, "GetUser");
        Called(caller, "GetCallerIdentity");
        Called(CallerOf(deploy), "ListUsers");

        await World.AdvanceAsync(FoldUses.ShortestPause);

        var key = Assert.Single(await World.ListAsync<KeyUse>(""));
        Assert.Equal((caller.AccessKeyId, "us-east-1", "sts"), (key.AccessKeyId, key.Region, key.Service));
        var services = await World.ListAsync<ServiceUse>(ServiceUse.PrefixOf(Account, alice.Id));
        Assert.Equal(["iam", "sts"], services.Select(use => use.Service));
        Assert.Equal(key.At, services[0].Actions["GetUser"].At);
        Assert.Equal("us-east-1", Assert.Single(await World.ListAsync<RoleLastUse>("")).Region);

        await World.AdvanceAsync(2 * FoldUses.ShortestPause);
        Assert.Empty(Journal.Keys);
        Assert.Empty(Journal.Principals);
    }

    [Fact]
    public async Task An_idle_server_folds_ever_more_seldom()
    {
        GivenAccount();
        await World.AdvanceAsync(TimeSpan.FromDays(365));

        Assert.InRange(World.Changes.Count(change => change.Collection == UsageFold.Type.Collection), 2_000, 2_300);
    }

    [Fact]
    public async Task A_later_fold_adds_to_what_is_known()
    {
        GivenAccount();
        var alice = GivenUser("alice");
        var caller = CallerOf(alice, GivenKey(alice));
        Called(caller, "GetUser");
        await World.AdvanceAsync(TimeSpan.FromHours(1));
        Called(caller, "ListUsers");
        await World.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal(["GetUser", "ListUsers"], Assert.Single(await World.ListAsync<ServiceUse>("")).Actions.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Tells_what_records_and_journal_tell_together()
    {
        GivenAccount();
        var alice = GivenUser("alice");
        var caller = CallerOf(alice, GivenKey(alice));
        Called(caller, "GetUser");
        await World.AdvanceAsync(FoldUses.ShortestPause);
        Called(caller, "GetCallerIdentity", "eu-west-1");

        using var transaction = World.Store.Begin(new Cause("read", 0));
        var key = await Uses.OfKeyAsync(transaction, Account, caller.AccessKeyId!, CancellationToken.None);
        var services = await Uses.OfPrincipalAsync(transaction, Account, alice.Id, CancellationToken.None);

        Assert.Equal((World.Now, "sts", "eu-west-1"), (key!.At, key.Service, key.Region));
        Assert.Equal(["iam", "sts"], services.Select(use => use.Service));
    }

    [Fact]
    public async Task Finds_in_the_record_of_calls_what_a_crash_left_unfolded()
    {
        GivenAccount();
        var alice = GivenUser("alice");
        var deploy = GivenRole("deploy");
        var caller = CallerOf(alice, GivenKey(alice));
        await RecordAsync(caller, "GetUser");
        await RecordAsync(CallerOf(deploy), "ListUsers");
        var restarted = Restarted();

        using var transaction = World.Store.Begin(new Cause("read", 0));
        var key = await restarted.OfKeyAsync(transaction, Account, caller.AccessKeyId!, CancellationToken.None);
        var role = await restarted.OfRoleAsync(transaction, deploy, World.Now, CancellationToken.None);
        var services = await restarted.OfPrincipalAsync(transaction, Account, alice.Id, CancellationToken.None);

        Assert.Equal((World.Now, "iam"), (key!.At, key.Service));
        Assert.Equal(World.Now, role!.At);
        Assert.Equal("GetUser", Assert.Single(Assert.Single(services).Actions).Key);
    }

    [Fact]
    public async Task Keeps_everything_at_an_orderly_stop_and_reads_nothing_again()
    {
        GivenAccount();
        var alice = GivenUser("alice");
        var caller = CallerOf(alice, GivenKey(alice));
        await RecordAsync(caller, "GetUser");
        Called(caller, "GetUser");
        Tick(0.5);
        await Uses.CloseAsync(World.Store, World.Now, CancellationToken.None);
        Tick(1);
        var journal = new UsageJournal();
        var restarted = Restarted(journal);

        using var transaction = World.Store.Begin(new Cause("read", 0));
        Assert.NotNull(await restarted.OfKeyAsync(transaction, Account, caller.AccessKeyId!, CancellationToken.None));
        Assert.Empty(journal.Keys);
    }

    [Fact]
    public async Task Writes_nothing_at_a_stop_after_which_nothing_was_called()
    {
        GivenAccount();
        var before = World.Changes.Count;

        await Uses.CloseAsync(World.Store, World.Now, CancellationToken.None);

        Assert.Equal(before, World.Changes.Count);
    }

    [Fact]
    public async Task Keeps_more_than_one_transaction_folds()
    {
        GivenAccount();
        for (var i = 0; i < 1_100; i++)
        {
            var user = GivenUser($"user{i}");
            Called(CallerOf(user, GivenKey(user, $"AKIAIOSFODNN{i:D8}")), "GetUser");
        }

        await Uses.CloseAsync(World.Store, World.Now, CancellationToken.None);

        Assert.Equal(1_100, (await World.ListAsync<KeyUse>("")).Count);
        Assert.Equal(1_100, (await World.ListAsync<ServiceUse>("")).Count);
    }

    [Fact]
    public async Task Forgets_who_was_deleted()
    {
        GivenAccount();
        var alice = GivenUser("alice");
        var key = GivenKey(alice);
        var deploy = GivenRole("deploy");
        Called(CallerOf(alice, key), "GetUser");
        Called(CallerOf(deploy), "GetUser");
        await World.AdvanceAsync(FoldUses.ShortestPause);
        Called(CallerOf(alice, key), "ListUsers");
        await World.CallAsync(new DeleteAccessKey(), new() { UserName = "alice", AccessKeyId = key.Id });
        await GoneAsync(alice);
        await GoneAsync(deploy);

        await World.AdvanceAsync(TimeSpan.FromHours(8));

        Assert.Empty(await World.ListAsync<KeyUse>(""));
        Assert.Empty(await World.ListAsync<ServiceUse>(""));
        Assert.Empty(await World.ListAsync<RoleLastUse>(""));
        Assert.Empty(Journal.Principals);
    }

    [Fact]
    public async Task Keeps_the_uses_of_a_user_that_gets_another_name()
    {
        GivenAccount();
        var alice = GivenUser("alice");
        Called(CallerOf(alice, GivenKey(alice)), "GetUser");
        await World.AdvanceAsync(FoldUses.ShortestPause);

        await World.CallAsync(new UpdateUser(), new() { UserName = "alice", NewUserName = "alicia" });
        await World.SettleAsync();

        Assert.Single(await World.ListAsync<ServiceUse>(""));
    }

    [Fact]
    public async Task A_world_that_was_emptied_knows_no_use()
    {
        Called(World.RootOf(Account), "GetUser");

        Uses.Forget();

        using var transaction = World.Store.Begin(new Cause("read", 0));
        Assert.Empty(await Uses.OfPrincipalAsync(transaction, Account, Account.Value, CancellationToken.None));
    }

    private static LastUses Restarted(UsageJournal? journal = null)
        => new(journal ?? new(), [new IamService().Model, new StsService().Model], [World.Region]);

    private void GivenAccount()
        => World.Given(new IamAccount { Id = Account, Name = "test", Email = "root@example.com", Partition = "aws", CreateDate = Created });

    private Task RecordAsync(Caller caller, string operation)
        => World.WriteAsync(transaction =>
        {
            var call = World.NewCall(transaction, "request", caller: caller);
            new Recorder(World.Ids).Record(transaction, new()
            {
                Operation = Operation(operation),
                Caller = caller,
                Account = call.Account,
                Region = call.Region,
                Now = call.Now,
                RequestId = call.RequestId,
                Request = call.Request,
            });
        });
}
