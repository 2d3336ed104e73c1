namespace Holdfast.Kernel.Ports;

/// <summary>Sends to queues for services that tell of what happened, such as S3 and SNS; implemented by SQS.</summary>
/// <remarks>A use is a call of SQS by the caller of the call: a service principal is admitted by the queue's policy, which may look at <see cref="Call.Source"/>.</remarks>
public interface IQueueSender
{
    /// <summary>Says whether there is such a queue.</summary>
    ValueTask<bool> ExistsAsync(Call call, string queueArn, CancellationToken cancellationToken);

    /// <summary>Sends a message.</summary>
    /// <exception cref="ServiceException">SQS refuses; its code is that of SQS, <c>AccessDenied</c> or <c>QueueDoesNotExist</c> for instance.</exception>
    ValueTask SendAsync(Call call, QueueMessage message, CancellationToken cancellationToken);
}

/// <summary>A message to a queue.</summary>
/// <param name="QueueArn">The queue.</param>
/// <param name="Body">The message.</param>
public sealed record QueueMessage(string QueueArn, string Body);

/// <summary>Says that there is no queue: what is true as long as nobody can make one.</summary>
public sealed class NoQueues : IQueueSender
{
    /// <inheritdoc/>
    public ValueTask<bool> ExistsAsync(Call call, string queueArn, CancellationToken cancellationToken) => new(false);

    /// <inheritdoc/>
    public ValueTask SendAsync(Call call, QueueMessage message, CancellationToken cancellationToken)
        => throw new CommonException("QueueDoesNotExist", 400, "The specified queue does not exist.");
}
