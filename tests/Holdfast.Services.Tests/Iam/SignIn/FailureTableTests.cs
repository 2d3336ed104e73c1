using Holdfast.Services.Iam.SignIn;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam.SignIn;

public sealed class FailureTableTests : IAsyncDisposable
{
    private static readonly Suspect Alice = Suspect.User("111122223333", "alice");

    private readonly World _world = new();
    private readonly SignInOptions _options = new();

    [Fact]
    public async Task Nobody_waits_before_the_failures_are_too_many()
    {
        await FailAsync(Alice, times: 4);

        Assert.Equal(TimeSpan.Zero, await WaitAsync(Alice));
    }

    [Theory]
    [InlineData(5, 4)]
    [InlineData(6, 8)]
    [InlineData(7, 16)]
    [InlineData(12, 512)]
    [InlineData(13, 900)]
    [InlineData(100, 900)]
    public async Task Each_further_failure_doubles_the_wait_up_to_the_longest(int failures, int seconds)
    {
        await FailAsync(Alice, failures);

        Assert.Equal(TimeSpan.FromSeconds(seconds), await WaitAsync(Alice));
    }

    [Fact]
    public async Task A_wait_passes_and_a_failure_is_forgotten_after_a_while()
    {
        await FailAsync(Alice, times: 5);
        _world.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(1), await WaitAsync(Alice));
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, await WaitAsync(Alice));

        _world.Clock.Advance(SignInOptions.PrincipalForgetsAfter * 3);
        await FailAsync(Alice, times: 2);
        Assert.Equal(TimeSpan.Zero, await WaitAsync(Alice));
        await FailAsync(Alice, times: 1);
        Assert.Equal(TimeSpan.FromSeconds(4), await WaitAsync(Alice));
    }

    [Fact]
    public async Task A_name_is_the_same_in_any_case_and_another_in_another_account()
    {
        await FailAsync(Alice, times: 5);

        Assert.NotEqual(TimeSpan.Zero, await WaitAsync(Suspect.User("111122223333", "ALICE")));
        Assert.Equal(TimeSpan.Zero, await WaitAsync(Suspect.User("444455556666", "alice")));
        Assert.Equal(TimeSpan.Zero, await WaitAsync(Suspect.Root("111122223333")));
    }

    [Fact]
    public async Task The_addresses_of_an_IPv6_network_count_as_one()
    {
        await FailAsync(Suspect.Source("2001:db8:0:1::1"), times: 30);

        Assert.NotEqual(TimeSpan.Zero, await WaitAsync(Suspect.Source("2001:db8:0:1:ffff::2")));
        Assert.Equal(TimeSpan.Zero, await WaitAsync(Suspect.Source("2001:db8:0:2::1")));
        Assert.Equal(TimeSpan.Zero, await WaitAsync(Suspect.Source("192.0.2.1")));
    }

    [Fact]
    public async Task Who_proves_to_be_the_right_one_is_forgiven()
    {
        await FailAsync(Alice, times: 5);

        await _world.WriteAsync(transaction => Wait(Table().ForgiveAsync(transaction, Alice, CancellationToken.None)));

        Assert.Empty(await _world.ListAsync<FailureCounter>(""));
    }

    [Fact]
    public async Task Two_that_share_a_counter_wait_together_and_neither_is_forgiven_by_the_other()
    {
        _options.CountersMax = 1;
        var bob = Suspect.User("111122223333", "bob");
        await FailAsync(Alice, times: 4);
        await FailAsync(bob, times: 1);

        await _world.WriteAsync(transaction => Wait(Table().ForgiveAsync(transaction, bob, CancellationToken.None)));

        Assert.Equal(TimeSpan.FromSeconds(4), await WaitAsync(Alice));
        Assert.Single(await _world.ListAsync<FailureCounter>(""));
    }

    [Fact]
    public async Task The_table_does_not_grow_with_the_names_that_are_tried()
    {
        _options.CountersMax = 8;
        for (var name = 0; name < 100; name++)
        {
            await FailAsync(Suspect.User("111122223333", $"user{name}"), times: 1);
        }

        Assert.Equal(8, (await _world.ListAsync<FailureCounter>("")).Count);
    }

    [Fact]
    public async Task No_bound_keeps_no_counter()
    {
        _options.FailuresPerPrincipalMax = 0;

        await FailAsync(Alice, times: 100);

        Assert.Equal(TimeSpan.Zero, await WaitAsync(Alice));
        Assert.Empty(await _world.ListAsync<FailureCounter>(""));
    }

    [Fact]
    public void A_suspect_does_not_show_who_it_is()
        => Assert.DoesNotContain("alice", Alice.ToString(), StringComparison.OrdinalIgnoreCase);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();

    private FailureTable Table() => new(_options);

    private async Task FailAsync(Suspect suspect, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await _world.WriteAsync(transaction => Wait(Table().CountAsync(transaction, suspect, _world.Now, CancellationToken.None)));
        }
    }

    private async Task<TimeSpan> WaitAsync(Suspect suspect)
    {
        using var transaction = _world.Store.Begin(new Cause("test", 0));
        return await Table().WaitOfAsync(transaction, suspect, _world.Now, CancellationToken.None);
    }
}
