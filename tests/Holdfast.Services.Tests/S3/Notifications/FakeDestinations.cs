using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.Tests.S3.Notifications;

/// <summary>Topics, queues and a bus that keep what they are told, as far as they exist and are willing.</summary>
public sealed class FakeDestinations : ITopicPublisher, IQueueSender, IEventBus
{
    /// <summary>The topics and queues that exist.</summary>
    public HashSet<string> Existing { get; } = new(StringComparer.Ordinal);

    /// <summary>What was sent, by whom, on whose behalf and where to.</summary>
    public IReadOnlyList<(string Arn, string Text, string By, string For)> Sent => _sent;

    /// <summary>The events on the bus.</summary>
    public IReadOnlyList<BusEvent> Events => _events;

    /// <summary>Whether there is a bus.</summary>
    public bool HasBus { get; set; }

    /// <summary>How many messages are refused before one is taken.</summary>
    public int Refusals { get; set; }

    private readonly List<(string Arn, string Text, string By, string For)> _sent = [];
    private readonly List<BusEvent> _events = [];

    ValueTask<bool> ITopicPublisher.ExistsAsync(Call call, string topicArn, CancellationToken cancellationToken) => new(Existing.Contains(topicArn));

    ValueTask<bool> IQueueSender.ExistsAsync(Call call, string queueArn, CancellationToken cancellationToken) => new(Existing.Contains(queueArn));

    ValueTask<bool> IEventBus.ExistsAsync(Call call, CancellationToken cancellationToken) => new(HasBus);

    ValueTask ITopicPublisher.PublishAsync(Call call, TopicMessage message, CancellationToken cancellationToken) => Take(call, message.TopicArn, message.Text);

    ValueTask IQueueSender.SendAsync(Call call, QueueMessage message, CancellationToken cancellationToken) => Take(call, message.QueueArn, message.Body);

    ValueTask IEventBus.PutAsync(Call call, BusEvent content, CancellationToken cancellationToken)
    {
        _events.Add(content);
        return ValueTask.CompletedTask;
    }

    private ValueTask Take(Call call, string arn, string text)
    {
        if (Refusals > 0)
        {
            Refusals--;
            throw new CommonException("AccessDenied", 403, "Not today.");
        }

        _sent.Add((arn, text, call.Caller.ServicePrincipal!, call.Source!.Arn));
        return ValueTask.CompletedTask;
    }
}
