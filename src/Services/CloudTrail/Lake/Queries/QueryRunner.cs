using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.Lake.Engine;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Queries;

/// <summary>Runs one query from its start to its end, outside any call: takes in what its stores have not yet, runs it, and keeps and delivers the answer.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">The clock of the server.</param>
/// <param name="ids">The source of ids.</param>
/// <param name="parts">What it works with.</param>
internal sealed class QueryRunner(IStore store, TimeProvider clock, IdSource ids, LakeParts parts)
{
    private const string Broke = "The query could not be run because of an internal error.";
    private const string TookTooLong = "The query ran longer than the server allows.";

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);

    /// <summary>Runs a query; one that is no longer there, or was cancelled, is passed over.</summary>
    public async Task RunAsync(string key, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _running[key] = bound;
        try
        {
            if (await BeginAsync(key, cancellationToken) is { } query)
            {
                bound.CancelAfter(parts.Options.QueryTimeout);
                var outcome = await AnswerAsync(query, bound.Token);
                await EndAsync(key, outcome, cancellationToken);
                outcome.Unexpected?.Throw();
            }
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }

    /// <summary>Ends those that run and were cancelled or forgotten meanwhile.</summary>
    /// <param name="pending">Those that are still wanted.</param>
    public async ValueTask InterruptAllButAsync(IReadOnlySet<string> pending)
    {
        foreach (var (key, running) in _running)
        {
            if (pending.Contains(key))
            {
                continue;
            }

            try
            {
                await running.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It ended while this looked.
            }
        }
    }

    private async ValueTask<LakeQuery?> BeginAsync(string key, CancellationToken cancellationToken)
    {
        LakeQuery? begun = null;
        await StepAsync(
            async step =>
            {
                begun = await step.Transaction.FindAsync<LakeQuery>(key, cancellationToken);
                if (begun is { Status: QueryStatus.QUEUED })
                {
                    step.Transaction.Replace(begun, begun with { Status = QueryStatus.RUNNING });
                }
            },
            cancellationToken);
        return begun is { IsActive: true } ? begun : null;
    }

    private async ValueTask<Outcome> AnswerAsync(LakeQuery query, CancellationToken cancellationToken)
    {
        var stopwatch = Stopwatch.StartNew();
        var outcome = new Outcome();
        try
        {
            var sources = new List<(EventDataStore, IReadOnlyList<EventFile>)>();
            foreach (var id in query.Stores)
            {
                sources.Add(await TakeInAsync(EventDataStore.KeyOf(query.Account, query.Region, id), cancellationToken));
            }

            var answer = await parts.Engine.RunAsync(
                query.Statement,
                sources,
                query.CreatedAt,
                files => outcome = outcome with { Events = files.Sum(static file => file.Events), Bytes = files.Sum(static file => file.Bytes) },
                cancellationToken);
            outcome = outcome with { Answer = answer };
        }
        catch (Exception fault) when (fault is DuckException or InvalidQueryStatementException or FileNotFoundException or EventDataStoreNotFoundException or OperationCanceledException)
        {
            outcome = outcome with { Error = cancellationToken.IsCancellationRequested ? TookTooLong : Sql.QueryTranslator.ReasonOf(fault.Message), IsTooLong = cancellationToken.IsCancellationRequested };
        }
        catch (Exception fault) when (fault is not (IOException or StoreUnavailableException))
        {
            // The query ends, so that it is not tried again and again, and who runs it is told.
            outcome = outcome with { Error = Broke, Unexpected = ExceptionDispatchInfo.Capture(fault) };
        }

        return outcome with { Milliseconds = (int)Math.Min(stopwatch.ElapsedMilliseconds, int.MaxValue) };
    }

    // The files are read in the transaction that saw that there is nothing more to take in, so the answer knows all that was recorded before the query.
    private async ValueTask<(EventDataStore Store, IReadOnlyList<EventFile> Files)> TakeInAsync(string key, CancellationToken cancellationToken)
    {
        (EventDataStore Store, IReadOnlyList<EventFile> Files, bool IsAll) seen = (null!, [], false);
        do
        {
            await StepAsync(
                async step =>
                {
                    var found = await step.Transaction.FindAsync<EventDataStore>(key, cancellationToken) ?? throw StoreTable.NotFound(key);
                    var isAll = await parts.Intake.TakeInAsync(step.Transaction, found, step.Now, cancellationToken);
                    seen = (found, await EventIntake.FilesAsync(step.Transaction, found, cancellationToken), isAll);
                },
                cancellationToken);
        }
        while (!seen.IsAll);

        return (seen.Store, seen.Files);
    }

    private async ValueTask EndAsync(string key, Outcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.IsTooLong && cancellationToken.IsCancellationRequested)
        {
            // The server ends: the query is still pending, and the next start runs it.
            return;
        }

        await StepAsync(
            async step =>
            {
                if (await step.Transaction.FindAsync<PendingQuery>(key, cancellationToken) is { } pending)
                {
                    step.Transaction.Delete(pending);
                }

                if (await step.Transaction.FindAsync<LakeQuery>(key, cancellationToken) is { IsActive: true } before)
                {
                    step.Transaction.Replace(before, await EndedAsync(before, outcome, step, cancellationToken));
                }
                else if (outcome.Answer is { } unwanted)
                {
                    step.Transaction.Arm(new ArmedTimer(RemoveFile.TimerKind, unwanted.Name, step.Now));
                }
            },
            cancellationToken);
    }

    private async ValueTask<LakeQuery> EndedAsync(LakeQuery query, Outcome outcome, Step step, CancellationToken cancellationToken)
    {
        var delivery = query.DeliveryStatus;
        if (delivery is not null)
        {
            delivery = outcome.Answer is { } answer ? await parts.Delivery.DeliverAsync(query, answer, step, cancellationToken) : DeliveryStatus.FAILED;
        }

        return query with
        {
            Status = outcome.Answer is not null ? QueryStatus.FINISHED : outcome.IsTooLong ? QueryStatus.TimedOut : QueryStatus.FAILED,
            Error = outcome.Error,
            Answer = outcome.Answer,
            EventsScanned = outcome.Events,
            BytesScanned = outcome.Bytes,
            Milliseconds = outcome.Milliseconds,
            DeliveryStatus = delivery,
        };
    }

    private ValueTask StepAsync(Func<Step, ValueTask> work, CancellationToken cancellationToken) => LakeSteps.RunAsync(store, clock, ids, nameof(QueryRunner), work, cancellationToken);

    /// <summary>How a query went.</summary>
    private sealed record Outcome
    {
        public QueryAnswer? Answer { get; init; }

        public string? Error { get; init; }

        public ExceptionDispatchInfo? Unexpected { get; init; }

        public bool IsTooLong { get; init; }

        public long Events { get; init; }

        public long Bytes { get; init; }

        public int Milliseconds { get; init; }
    }
}
