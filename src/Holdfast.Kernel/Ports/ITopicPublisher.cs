namespace Holdfast.Kernel.Ports;

/// <summary>Publishes to topics for services that tell of what happened, such as S3 and CloudTrail; implemented by SNS.</summary>
/// <remarks>A use is a call of SNS by the caller of the call: a service principal is admitted by the topic's policy, which may look at <see cref="Call.Source"/>.</remarks>
public interface ITopicPublisher
{
    /// <summary>Whether anybody can have a topic here.</summary>
    bool IsAvailable => true;

    /// <summary>Says whether there is such a topic.</summary>
    ValueTask<bool> ExistsAsync(Call call, string topicArn, CancellationToken cancellationToken);

    /// <summary>Publishes a message.</summary>
    /// <exception cref="ServiceException">SNS refuses; its code is that of SNS, <c>AuthorizationError</c> or <c>NotFound</c> for instance.</exception>
    ValueTask PublishAsync(Call call, TopicMessage message, CancellationToken cancellationToken);
}

/// <summary>A message to a topic.</summary>
/// <param name="TopicArn">The topic.</param>
/// <param name="Text">The message.</param>
public sealed record TopicMessage(string TopicArn, string Text)
{
    /// <summary>The subject, which e-mails have; null for none.</summary>
    public string? Subject { get; init; }
}

/// <summary>Says that there is no topic: what is true as long as nobody can make one.</summary>
public sealed class NoTopics : ITopicPublisher
{
    /// <inheritdoc/>
    public bool IsAvailable => false;

    /// <inheritdoc/>
    public ValueTask<bool> ExistsAsync(Call call, string topicArn, CancellationToken cancellationToken) => new(false);

    /// <inheritdoc/>
    public ValueTask PublishAsync(Call call, TopicMessage message, CancellationToken cancellationToken)
        => throw new CommonException("NotFound", 404, "Topic does not exist");
}
