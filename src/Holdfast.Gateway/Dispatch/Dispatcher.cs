using System.Runtime.InteropServices;
using Holdfast.Gateway.Authorization;
using Holdfast.Gateway.Errors;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Signing;
using Holdfast.Store;
using Microsoft.Extensions.Logging;

namespace Holdfast.Gateway.Dispatch;

/// <summary>Authorizes a call, performs it and commits what it did together with its record; after a conflict it does all of that again.</summary>
internal sealed partial class Dispatcher(
    IStore store, IJudge judge, IRecorder recorder, IdSource ids, GateOptions options, ILogger logger)
{
    private readonly Grants _anonymous = judge.Prepare(new() { Caller = Caller.Anonymous, IsActive = true, Policies = [] });
    private readonly StoreFaults _faults = new(logger);

    /// <summary>Runs the call.</summary>
    /// <returns>Null when it succeeded, with the exchange's output set; otherwise what the client reads.</returns>
    public async ValueTask<ServiceException?> DispatchAsync(Exchange exchange)
    {
        try
        {
            // Who keeps losing gets the store alone; what is needed from outside is fetched between two attempts of either kind.
            for (var attempt = 1; attempt <= options.OptimisticAttemptsMax + options.ExclusiveAttemptsMax; attempt++)
            {
                try
                {
                    using var transaction = attempt <= options.OptimisticAttemptsMax
                        ? store.Begin(CauseOf(exchange))
                        : await store.BeginExclusiveAsync(CauseOf(exchange), CancellationToken.None);
                    var (isSettled, error) = await TryAsync(exchange, transaction);
                    if (isSettled)
                    {
                        return error;
                    }
                }
                catch (OutsideNeededException outside)
                {
                    // The transaction has ended.
                    await outside.Work(CancellationToken.None);
                }
            }

            Log.GaveUp(logger, exchange.Operation!.ToString(), exchange.RequestId);
            return await RecordRefusalAsync(exchange, CommonErrors.Unavailable(exchange.Family));
        }
        catch (StoreUnavailableException unavailable)
        {
            return Refused(exchange, unavailable);
        }
    }

    /// <summary>Commits the record of a call that was authenticated and got no further.</summary>
    public async ValueTask<ServiceException> RecordRefusalAsync(Exchange exchange, ServiceException error)
    {
        if (exchange.Operation is { IsUnrecorded: true })
        {
            return error;
        }

        try
        {
            using var transaction = store.Begin(CauseOf(exchange));
            Record(transaction, exchange, new Outcome(null, null, error));
            await store.CommitAsync(transaction, DurabilityOf(exchange, transaction), CancellationToken.None);
            return error;
        }
        catch (StoreUnavailableException unavailable)
        {
            return Refused(exchange, unavailable);
        }
    }

    private static Durability DurabilityOf(Exchange exchange, IStoreTransaction transaction)
        => exchange.Operation!.IsReadOnly && !transaction.HasWrites ? Durability.Deferred : Durability.Durable;

    private static Cause CauseOf(Exchange exchange) => new(exchange.RequestId, 0) { At = exchange.Now };

    private CommonException Refused(Exchange exchange, StoreUnavailableException unavailable)
    {
        _faults.Note(exchange.RequestId, unavailable);
        return CommonErrors.Unavailable(exchange.Family);
    }

    // One attempt. It is settled unless what it read had changed by its end, in which case neither its success nor its error counts.
    private async ValueTask<(bool IsSettled, ServiceException? Error)> TryAsync(Exchange exchange, IStoreTransaction transaction)
    {
        var outcome = await PerformAsync(exchange, transaction);
        if (outcome.Error is not null)
        {
            transaction.DiscardWrites();
        }

        if (!exchange.Operation!.IsUnrecorded)
        {
            Record(transaction, exchange, outcome);
        }

        var durability = DurabilityOf(exchange, transaction);
        if (await store.CommitAsync(transaction, durability, CancellationToken.None) == CommitOutcome.Conflict)
        {
            return default;
        }

        _faults.Clear(durability);
        exchange.Output = outcome.Output;
        exchange.Memory.IsCommitted = outcome.Error is null;
        return (true, outcome.Error);
    }

    private async ValueTask<Outcome> PerformAsync(Exchange exchange, ITransaction transaction)
    {
        var call = CallOf(exchange, transaction);
        Target? target = null;
        try
        {
            if (SessionLimits.FindRefusal(exchange.Operation!, call.Caller) is { } limit)
            {
                return new(null, null, CommonErrors.AccessDenied(exchange.Operation!.Service, exchange.Family, limit));
            }

            target = await exchange.Binding!.TargetAsync(exchange.Input!, call, CancellationToken.None);
            if (judge.FindRefusalOfAny(exchange.Operation!, target, call, GrantsOf(exchange, target)) is { } denial)
            {
                return new(target, null, CommonErrors.AccessDenied(exchange.Operation!.Service, exchange.Family, WordOf(denial, exchange, target)));
            }

            return new(target, await exchange.Binding.ExecuteAsync(exchange.Input!, call, CancellationToken.None), null);
        }
        catch (ServiceException error)
        {
            return new(target, null, error);
        }
        catch (SignedBodyException body)
        {
            return new(target, null, CommonErrors.Refused(body.Refusal, exchange.Family));
        }
        catch (Exception broken) when (broken is not (StoreUnavailableException or OutsideNeededException))
        {
            Log.Broken(logger, exchange.Operation!.ToString(), exchange.RequestId, broken);
            return new(target, null, CommonErrors.InternalFailure(exchange.Family));
        }
    }

    // S3 gives its reasons within the account alone ("Troubleshoot access denied (403 Forbidden) errors in Amazon S3").
    private static string WordOf(string denial, Exchange exchange, Target target)
        => exchange.Family == ProtocolFamily.S3 && (exchange.Caller.Kind == CallerKind.Anonymous || (target.Owner is { } owner && owner != exchange.Caller.Account))
            ? "Access Denied"
            : denial;

    // What the request proved counts more than who signed it: no policy of an identity speaks of the bearer of a token.
    private Grants GrantsOf(Exchange exchange, Target target)
        => target.Principal is { } principal ? judge.Prepare(new() { Caller = principal, IsActive = true, Policies = [] })
            : exchange.Credential?.Grants ?? _anonymous;

    private Call CallOf(Exchange exchange, ITransaction transaction)
    {
        var caller = exchange.Caller;
        return new Call
        {
            Account = caller.Account,
            Region = exchange.Recognized.Region,
            Caller = caller,
            Now = exchange.Now,
            Ids = ids,
            Transaction = transaction,
            RequestId = exchange.RequestId,
            Request = exchange.Facts,
            Authority = exchange.Credential?.Grants,
            Memory = exchange.Memory,
        };
    }

    private void Record(ITransaction transaction, Exchange exchange, in Outcome outcome)
    {
        var caller = outcome.Target?.Principal ?? exchange.Caller;
        recorder.RecordForAll(
            transaction,
            new RecordedCall
            {
                Operation = exchange.Operation!,
                Caller = caller,
                Account = caller.Account,
                Region = exchange.Recognized.Region,
                Now = exchange.Now,
                RequestId = exchange.RequestId,
                Request = exchange.Facts,
                Input = exchange.Input,
                Output = outcome.Output,
                Error = outcome.Error,
                Resources = outcome.Target?.Named,
                Parameters = outcome.Target?.RecordedParameters,
                Texts = outcome.Target?.RecordedTexts,
                Additions = outcome.Target?.RecordedAdditions,
            },
            ids);
    }

    /// <summary>What became of one attempt.</summary>
    /// <param name="Target">What it acts on; null when that was not found out.</param>
    /// <param name="Output">The response; null when it failed.</param>
    /// <param name="Error">What the client reads instead; null when it succeeded.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Outcome(Target? Target, IShape? Output, ServiceException? Error);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Operation} broke; request {RequestId}")]
        public static partial void Broken(ILogger logger, string operation, string requestId, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Operation} kept losing to other calls and was given up; request {RequestId}")]
        public static partial void GaveUp(ILogger logger, string operation, string requestId);
    }
}
