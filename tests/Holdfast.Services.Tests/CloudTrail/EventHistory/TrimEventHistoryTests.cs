using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.EventHistory;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.EventHistory;

public sealed class TrimEventHistoryTests
{
    private static readonly string Here = AuditStream.NameOf(World.Account, World.Region);
    private static readonly string There = AuditStream.NameOf(World.Account, new Region("eu-west-1"));

    private readonly World _world = new World(
        followers: [new BeginEventHistory()], handlers: [new TrimEventHistory(new TrailOptions())]);

    [Fact]
    public async Task Drops_what_is_older_than_ninety_days_in_every_region_of_the_account()
    {
        _world.Given(AnAccount());
        await AppendAsync(Here);
        await AppendAsync(There);
        await _world.AdvanceAsync(TimeSpan.FromDays(45));
        await AppendAsync(Here);

        await _world.AdvanceAsync(AuditStream.Retention - TimeSpan.FromDays(45));
        var before = (await _world.StreamAsync(Here)).Count;
        await _world.AdvanceAsync(TrimEventHistory.Period);

        Assert.Equal(2, before);
        Assert.Single(await _world.StreamAsync(Here));
        Assert.Empty(await _world.StreamAsync(There));
    }

    [Fact]
    public async Task Leaves_the_history_of_an_account_alone_whose_number_begins_alike()
    {
        var longer = $"audit/{World.Account}0/us-east-1";
        _world.Given(AnAccount());
        await AppendAsync(longer);

        await _world.AdvanceAsync(AuditStream.Retention + TrimEventHistory.Period);

        Assert.Single(await _world.StreamAsync(longer));
    }

    [Fact]
    public async Task A_change_of_the_account_arms_nothing_anew()
    {
        var account = AnAccount();
        _world.Given(account);
        await _world.AdvanceAsync(TimeSpan.FromHours(12));
        var due = (await _world.Store.ReadTimersAsync(10, CancellationToken.None))[0].Due;

        using (var transaction = _world.Store.Begin(new Holdfast.Store.Cause("rename", 0)))
        {
            var before = await transaction.FindAsync<IamAccount>(account.Key, CancellationToken.None);
            transaction.Replace(before!, before! with { Name = "other" });
            await _world.Store.CommitAsync(transaction, Holdfast.Store.Durability.Durable, CancellationToken.None);
        }

        await _world.SettleAsync();

        Assert.Equal([due], (await _world.Store.ReadTimersAsync(10, CancellationToken.None)).Select(timer => timer.Due));
    }

    private static IamAccount AnAccount() => new()
    {
        Id = World.Account,
        Name = "test",
        Email = "root@example.com",
        Partition = "aws",
        CreateDate = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    private Task AppendAsync(string stream)
        => _world.WriteAsync(transaction => transaction.Append(stream, new(_world.Now, "{}"u8.ToArray(), [])));
}
