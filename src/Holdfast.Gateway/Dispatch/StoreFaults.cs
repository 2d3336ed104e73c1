using Holdfast.Store;
using Microsoft.Extensions.Logging;

namespace Holdfast.Gateway.Dispatch;

/// <summary>Tells the log what the store refuses: the fault with all its causes when it begins, and a line for each request after that.</summary>
internal sealed partial class StoreFaults(ILogger logger)
{
    private bool _isRefusing;

    /// <summary>Notes a request that the store refused.</summary>
    public void Note(string requestId, StoreUnavailableException unavailable)
    {
        if (!Interlocked.Exchange(ref _isRefusing, true))
        {
            Log.Begins(logger, unavailable);
        }

        Log.Refused(logger, requestId, unavailable.Message);
    }

    /// <summary>Notes a commit that succeeded. One that is deferred does not ask the disk, and so says nothing of it.</summary>
    public void Clear(Durability durability)
    {
        if (durability == Durability.Durable && Volatile.Read(ref _isRefusing))
        {
            Volatile.Write(ref _isRefusing, false);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The store has begun to refuse requests")]
        public static partial void Begins(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The store refused request {RequestId}: {Reason}")]
        public static partial void Refused(ILogger logger, string requestId, string reason);
    }
}
