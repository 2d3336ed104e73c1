using Holdfast.Kernel.Ids;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.LastAccessed;

public sealed class UsageJournalTests : UsageTests
{
    [Fact]
    public void Notes_the_key_and_the_user_of_a_call()
    {
        var alice = GivenUser("alice");
        Called(CallerOf(alice, GivenKey(alice)), "GetUser");

        Assert.Equal(World.Now, Journal.FindKey("AKIAIOSFODNN7EXAMPLE")!.Latest!.At);
        Assert.Equal("GetUser", Assert.Single(Journal.FindPrincipal(alice.Id)!.Read().Uses).Operation.Name);
    }

    [Fact]
    public void Notes_a_session_as_its_role_and_no_temporary_key()
    {
        var role = NewRole("deploy");

        Called(CallerOf(role), "GetUser");

        Assert.NotNull(Journal.FindPrincipal(role.Id)!.Latest);
        Assert.Empty(Journal.Keys);
    }

    [Fact]
    public void The_latest_call_counts_and_an_older_one_changes_nothing()
    {
        var root = World.RootOf(Account);
        Called(root, "GetUser", "us-east-1");
        Tick(2);
        Called(root, "GetCallerIdentity", "eu-west-1");
        Journal.Note(root, Operation("GetUser"), new Region("ap-south-1"), World.Now.AddMinutes(-5));

        var latest = Journal.FindPrincipal(Account.Value)!.Latest!;
        Assert.Equal((World.Now, "eu-west-1", "GetCallerIdentity"), (latest.At, latest.Region.Value, latest.Operation.Name));
        Assert.Equal("eu-west-1", Journal.FindKey(root.AccessKeyId!)!.Latest!.Region.Value);
    }

    [Fact]
    public void A_call_like_another_of_the_same_second_allocates_nothing()
    {
        var session = CallerOf(NewRole("deploy"));
        var root = World.RootOf(Account);
        Note();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Note();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Note()
        {
            Journal.Note(session, Operation("GetUser"), World.Region, World.Now);
            Journal.Note(root, Operation("GetUser"), World.Region, World.Now);
        }
    }

    [Fact]
    public void What_is_noted_while_it_is_let_go_of_is_kept()
    {
        var root = World.RootOf(Account);
        Called(root, "GetUser");
        var subject = Journal.FindPrincipal(Account.Value)!;
        var version = subject.Read().Version;
        Tick(1);
        Called(root, "GetUser");

        Journal.LetGo(subject, version);
        Assert.Same(subject, Journal.FindPrincipal(Account.Value));

        Journal.LetGo(subject, subject.Read().Version);
        Assert.Null(Journal.FindPrincipal(Account.Value));
        Called(root, "GetUser");
        Assert.NotSame(subject, Journal.FindPrincipal(Account.Value));
    }

    [Fact]
    public void Many_threads_lose_no_use()
    {
        var root = World.RootOf(Account);
        var operations = new[] { "GetUser", "ListUsers", "GetRole", "ListRoles" };
        Parallel.For(0, 4_000, i =>
        {
            Journal.Note(root, Operation(operations[i % operations.Length]), World.Region, World.Now.AddSeconds(i));
            if (i % 100 == 0 && Journal.FindPrincipal(Account.Value) is { } subject)
            {
                Journal.LetGo(subject, version: -1);
            }
        });

        var (uses, _) = Journal.FindPrincipal(Account.Value)!.Read();
        Assert.Equal(operations.Length, uses.Count);
        Assert.Equal(World.Now.AddSeconds(3_999), uses.Max(use => use.At));
    }
}
