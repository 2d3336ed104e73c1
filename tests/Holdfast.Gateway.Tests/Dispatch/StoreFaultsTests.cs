using Holdfast.Gateway.Dispatch;
using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Store;
using Holdfast.Testing;
using Microsoft.Extensions.Logging;

namespace Holdfast.Gateway.Tests.Dispatch;

/// <summary>What the log tells of a disk that refuses.</summary>
public sealed class StoreFaultsTests : IAsyncDisposable
{
    private static readonly (LogLevel, bool) Whole = (LogLevel.Error, true);
    private static readonly (LogLevel, bool) Line = (LogLevel.Warning, false);

    private readonly World _world = new();
    private readonly KeptLog _log = new();
    private readonly Dispatcher _dispatcher;

    public StoreFaultsTests() => _dispatcher = Dispatching.DispatcherOf(_world, _log);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Is_the_fault_with_its_causes_once_and_a_line_for_each_request()
    {
        _world.Store.Fails = static _ => true;

        await CallAsync("CreateUser");
        var error = await CallAsync("CreateUser");
        await CallAsync("GetUser");

        Assert.Equal(503, error!.Status);
        Assert.Equal([Whole, Line, Line, Line], _log.Lines);
    }

    [Fact]
    public async Task Begins_again_after_a_change_was_kept()
    {
        await CallAsync("CreateUser", fails: true);
        await CallAsync("CreateUser", fails: false);
        await CallAsync("CreateUser", fails: true);

        Assert.Equal([Whole, Line, Whole, Line], _log.Lines);
    }

    [Fact]
    public async Task Goes_on_after_a_read_for_which_nobody_asked_the_disk()
    {
        await CallAsync("CreateUser", fails: true);
        await CallAsync("GetUser", fails: false);
        await CallAsync("CreateUser", fails: true);

        Assert.Equal([Whole, Line, Line], _log.Lines);
    }

    private async Task<ServiceException?> CallAsync(string operation, bool? fails = null)
    {
        if (fails is { } set)
        {
            _world.Store.Fails = _ => set;
        }

        return await _dispatcher.DispatchAsync(Dispatching.ExchangeOf(
            _world,
            new IamService().Model.FindOperation(operation)!,
            static _ => Target.NoPermissionNeeded,
            Dispatching.CredentialOf(_world, World.RootOf(World.Account))));
    }

    /// <summary>A log that keeps of each line its level, and whether it has an exception.</summary>
    private sealed class KeptLog : ILogger
    {
        public List<(LogLevel Level, bool HasException)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Lines.Add((logLevel, exception is StoreUnavailableException));
    }
}
