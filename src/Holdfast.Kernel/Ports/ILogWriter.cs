namespace Holdfast.Kernel.Ports;

/// <summary>Writes events into log groups for services that log, such as CloudTrail; implemented by CloudWatch Logs.</summary>
/// <remarks>A use is a call of CloudWatch Logs by the role of the batch, which the caller of the call assumes; a stream that is not there is made.</remarks>
public interface ILogWriter
{
    /// <summary>Whether anybody can have a log group here.</summary>
    bool IsAvailable => true;

    /// <summary>Writes events.</summary>
    /// <exception cref="ServiceException">CloudWatch Logs refuses; its code is that of CloudWatch Logs, <c>ResourceNotFoundException</c> or <c>AccessDeniedException</c> for instance.</exception>
    ValueTask WriteAsync(Call call, LogBatch batch, CancellationToken cancellationToken);
}

/// <summary>Events for a stream of a log group.</summary>
/// <param name="GroupArn">The ARN of the group.</param>
/// <param name="Stream">The name of the stream.</param>
/// <param name="RoleArn">The role that may write.</param>
/// <param name="Entries">The events.</param>
public sealed record LogBatch(string GroupArn, string Stream, string RoleArn, IReadOnlyList<LogEntry> Entries)
{
    /// <summary>The most events of one call (PutLogEvents, API Reference).</summary>
    public const int CountMax = 10_000;

    /// <summary>The most bytes of one call, <see cref="EntryBytes"/> for each event among them.</summary>
    public const int BytesMax = 1_048_576;

    /// <summary>What each event counts beside its own bytes.</summary>
    public const int EntryBytes = 26;
}

/// <summary>An event.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Message">The text, in UTF-8.</param>
public readonly record struct LogEntry(DateTimeOffset At, ReadOnlyMemory<byte> Message);

/// <summary>Says that there is no log group: what is true as long as nobody can make one.</summary>
public sealed class NoLogs : ILogWriter
{
    /// <inheritdoc/>
    public bool IsAvailable => false;

    /// <inheritdoc/>
    public ValueTask WriteAsync(Call call, LogBatch batch, CancellationToken cancellationToken)
        => throw new CommonException("ResourceNotFoundException", 400, "The specified log group does not exist.");
}
