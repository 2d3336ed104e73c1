using System.Text;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.Tests.CloudTrail;

/// <summary>A topic and a log group that keep what they are told.</summary>
public sealed class FakeReceivers : ITopicPublisher, ILogWriter
{
    /// <summary>Whether there can be topics and log groups.</summary>
    public bool IsAvailable { get; set; }

    /// <summary>The code with which they refuse; null when they take all.</summary>
    public string? Refusal { get; set; }

    /// <summary>The messages, with the topic and who published.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>The batches.</summary>
    public List<LogBatch> Batches { get; } = [];

    /// <summary>The texts of all events.</summary>
    public IEnumerable<string> Events => Batches.SelectMany(batch => batch.Entries).Select(entry => Encoding.UTF8.GetString(entry.Message.Span));

    public ValueTask<bool> ExistsAsync(Call call, string topicArn, CancellationToken cancellationToken) => new(IsAvailable);

    public ValueTask PublishAsync(Call call, TopicMessage message, CancellationToken cancellationToken)
    {
        Refuse();
        Messages.Add($"{call.Caller.ServicePrincipal} for {call.Source!.Arn} to {message.TopicArn}: {message.Text}");
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteAsync(Call call, LogBatch batch, CancellationToken cancellationToken)
    {
        Refuse();
        Batches.Add(batch);
        return ValueTask.CompletedTask;
    }

    private void Refuse()
    {
        if (Refusal is { } code)
        {
            throw new CommonException(code, 400, "no");
        }
    }
}
