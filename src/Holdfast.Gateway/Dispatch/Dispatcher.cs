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
    /// <summary>Runs the call.</summary>
    /// <returns>Null when it succeeded, with the exchange's output set; otherwise what the client reads.</returns>
    public async ValueTask<ServiceException?> DispatchAsync(Exchange exchange)
    {
        try
        {
            for (var attempt = 1; attempt <= options.OptimisticAttemptsMax; attempt++)
            {
                using var transaction = store.Begin(CauseOf(exchange));
                var (isSettled, error) = await TryAsync(exchange, transaction);
                if (isSettled)
                {
                    return error;
                }
            }

            return await DispatchExclusivelyAsync(exchange);
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
            Record(transaction, exchange, output: null, error);
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
        Log.StoreUnavailable(logger, exchange.RequestId, unavailable);
        return CommonErrors.Unavailable(exchange.Family);
    }

    private async ValueTask<ServiceException?> DispatchExclusivelyAsync(Exchange exchange)
    {
        for (var attempt = 1; attempt <= options.ExclusiveAttemptsMax; attempt++)
        {
            using var transaction = await store.BeginExclusiveAsync(CauseOf(exchange), CancellationToken.None);
            var (isSettled, error) = await TryAsync(exchange, transaction);
            if (isSettled)
            {
                return error;
            }
        }

        Log.GaveUp(logger, exchange.Operation!.ToString(), exchange.RequestId);
        return await RecordRefusalAsync(exchange, CommonErrors.Unavailable(exchange.Family));
    }

    // One attempt. It is settled unless what it read had changed by its end, in which case neither its success nor its error counts.
    private async ValueTask<(bool IsSettled, ServiceException? Error)> TryAsync(Exchange exchange, IStoreTransaction transaction)
    {
        var (output, target, error) = await PerformAsync(exchange, transaction);
        if (error is not null)
        {
            transaction.DiscardWrites();
        }

        if (!exchange.Operation!.IsUnrecorded)
        {
            Record(transaction, exchange, output, error, target);
        }

        if (await store.CommitAsync(transaction, DurabilityOf(exchange, transaction), CancellationToken.None) == CommitOutcome.Conflict)
        {
            return default;
        }

        exchange.Output = output;
        return (true, error);
    }

    private async ValueTask<(IShape? Output, Target? Target, ServiceException? Error)> PerformAsync(Exchange exchange, ITransaction transaction)
    {
        var call = CallOf(exchange, transaction);
        Target? target = null;
        try
        {
            target = await exchange.Binding!.TargetAsync(exchange.Input!, call, CancellationToken.None);
            if (FindRefusal(exchange, target, call) is { } denial)
            {
                return (null, target, CommonErrors.AccessDenied(exchange.Operation!.Service, exchange.Family, denial));
            }

            return (await exchange.Binding.ExecuteAsync(exchange.Input!, call, CancellationToken.None), target, null);
        }
        catch (ServiceException error)
        {
            return (null, target, error);
        }
        catch (SignedBodyException body)
        {
            return (null, target, CommonErrors.Refused(body.Refusal, exchange.Family));
        }
        catch (Exception broken) when (broken is not StoreUnavailableException)
        {
            Log.Broken(logger, exchange.Operation!.ToString(), exchange.RequestId, broken);
            return (null, target, CommonErrors.InternalFailure(exchange.Family));
        }
    }

    // Everything that a target names must be allowed, each on its own.
    private string? FindRefusal(Exchange exchange, Target target, Call call)
    {
        var grants = exchange.Credential!.Grants;
        if (!target.IsExempt && judge.FindRefusal(exchange.Operation!, target, call, grants) is { } refusal)
        {
            return refusal;
        }

        for (var i = 0; i < target.Also.Count; i++)
        {
            if (FindRefusal(exchange, target.Also[i], call) is { } further)
            {
                return further;
            }
        }

        return null;
    }

    private Call CallOf(Exchange exchange, ITransaction transaction)
    {
        var caller = exchange.Credential!.Caller;
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
        };
    }

    private void Record(ITransaction transaction, Exchange exchange, IShape? output, ServiceException? error, Target? target = null)
    {
        var caller = exchange.Credential!.Caller;
        recorder.Record(transaction, new RecordedCall
        {
            Operation = exchange.Operation!,
            Caller = caller,
            Account = caller.Account,
            Region = exchange.Recognized.Region,
            Now = exchange.Now,
            RequestId = exchange.RequestId,
            Request = exchange.Facts,
            Input = exchange.Input,
            Output = output,
            Target = target,
            Error = error,
        });
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Operation} broke; request {RequestId}")]
        public static partial void Broken(ILogger logger, string operation, string requestId, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "The store refused request {RequestId}")]
        public static partial void StoreUnavailable(ILogger logger, string requestId, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Operation} kept losing to other calls and was given up; request {RequestId}")]
        public static partial void GaveUp(ILogger logger, string operation, string requestId);
    }
}
