using System.Diagnostics.CodeAnalysis;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Lake.Imports;
using Holdfast.Services.CloudTrail.Lake.Queries;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake;

/// <summary>Does what takes the lake longer than a call or a timer may: queries and imports. What is pending is in the store, so a start goes on with it.</summary>
public sealed class LakeWorker
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly IStore _store;
    private readonly LakeParts _parts;
    private readonly QueryRunner _queries;
    private readonly ImportRunner _imports;
    private readonly Dictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <summary>Makes the worker of a server.</summary>
    /// <param name="store">The store.</param>
    /// <param name="dependencies">What <see cref="CloudTrailParts.AddCloudTrail"/> added.</param>
    /// <param name="clock">The clock of the server.</param>
    /// <param name="ids">The source of ids.</param>
    public LakeWorker(IStore store, Dependencies dependencies, TimeProvider clock, IdSource ids)
    {
        ArgumentNullException.ThrowIfNull(dependencies);
        _store = store;
        _parts = dependencies.Get<LakeParts>();
        _queries = new(store, clock, ids, _parts);
        _imports = new(store, clock, ids, _parts.Intake, _parts.Sources);
    }

    /// <summary>Works until it is stopped.</summary>
    /// <param name="failed">Is told of what a query or an import did not expect.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(Action<Exception> failed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(failed);
        while (!cancellationToken.IsCancellationRequested)
        {
            var ring = _parts.Bell.NextRing;
            await GuardAsync(async () => await StartPendingAsync(failed, cancellationToken), failed, cancellationToken);
            Task next = Task.WhenAny([ring, .. _running.Values]).WaitAsync(cancellationToken);
            await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Does all that is pending now.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        while (await StartPendingAsync(failed: null, cancellationToken) > 0)
        {
            await Task.WhenAll(_running.Values);
        }
    }

    /// <summary>Removes files that no record names, of calls that did not end when an earlier server did.</summary>
    /// <param name="startedAt">When the server was started, in real time.</param>
    /// <param name="cancellationToken">Ends the sweep.</param>
    public async Task SweepAsync(DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var old = new List<string>();
        await foreach (var file in _store.Blobs.ListAsync(LakeFiles.Part, cancellationToken))
        {
            if (file.WrittenAt < startedAt)
            {
                old.Add(file.Name);
            }
        }

        if (old.Count == 0)
        {
            return;
        }

        using var transaction = _store.Begin(new Cause(nameof(LakeWorker), 0));
        var named = new HashSet<string>(StringComparer.Ordinal);
        named.UnionWith((await transaction.ListAsync<EventFile>(string.Empty, cancellationToken)).Select(static file => file.Name));
        named.UnionWith((await transaction.ListAsync<LakeQuery>(string.Empty, cancellationToken)).Select(static query => query.Answer?.Name ?? ""));
        foreach (var name in old.Where(name => !named.Contains(name)))
        {
            await _store.Blobs.DeleteAsync(name, cancellationToken);
        }
    }

    /// <summary>Removes what is on its way, at the server's end.</summary>
    public void Clear() => _parts.Files.Clear();

    private async ValueTask<int> StartPendingAsync(Action<Exception>? failed, CancellationToken cancellationToken)
    {
        foreach (var ended in _running.Where(static running => running.Value.IsCompleted).Select(static running => running.Key).ToList())
        {
            _running.Remove(ended);
        }

        using var transaction = _store.Begin(new Cause(nameof(LakeWorker), 0));
        var queries = (await transaction.ListAsync<PendingQuery>(string.Empty, cancellationToken)).Select(static pending => pending.Query).ToHashSet(StringComparer.Ordinal);
        await _queries.InterruptAllButAsync(queries);
        foreach (var key in queries)
        {
            Start(key, () => _queries.RunAsync(key, cancellationToken), failed, cancellationToken);
        }

        foreach (var import in await transaction.ListAsync<PendingImport>(string.Empty, cancellationToken))
        {
            Start(import.Import, () => _imports.RunAsync(import.Import, cancellationToken), failed, cancellationToken);
        }

        return _running.Count;
    }

    private void Start(string key, Func<Task> work, Action<Exception>? failed, CancellationToken cancellationToken)
    {
        if (!_running.ContainsKey(key))
        {
            _running[key] = Task.Run(() => GuardAsync(work, failed, cancellationToken), CancellationToken.None);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "One query that breaks ends no other; it is told, and tried again after a pause.")]
    private static async Task GuardAsync(Func<Task> work, Action<Exception>? failed, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (failed is not null)
        {
            if (fault is not OperationCanceledException)
            {
                failed(fault);
                await Task.Delay(s_pause, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
