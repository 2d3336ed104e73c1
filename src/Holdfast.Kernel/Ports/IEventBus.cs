namespace Holdfast.Kernel.Ports;

/// <summary>Takes the events of services on the default bus of an account and region; implemented by EventBridge.</summary>
public interface IEventBus
{
    /// <summary>Says whether the account and region of the call have a bus.</summary>
    ValueTask<bool> ExistsAsync(Call call, CancellationToken cancellationToken);

    /// <summary>Puts an event on the bus.</summary>
    /// <exception cref="ServiceException">EventBridge refuses.</exception>
    ValueTask PutAsync(Call call, BusEvent content, CancellationToken cancellationToken);
}

/// <summary>An event, without what the bus adds by itself: its version, the account and the region.</summary>
/// <param name="Id">The id.</param>
/// <param name="Source">The service, such as <c>aws.s3</c>.</param>
/// <param name="DetailType">The kind of event, such as <c>Object Created</c>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Resources">The ARNs that it is about.</param>
/// <param name="Detail">What happened, a JSON object.</param>
public sealed record BusEvent(string Id, string Source, string DetailType, DateTimeOffset At, IReadOnlyList<string> Resources, string Detail);

/// <summary>Says that there is no bus: what is true as long as nobody can look at one.</summary>
public sealed class NoEventBus : IEventBus
{
    /// <inheritdoc/>
    public ValueTask<bool> ExistsAsync(Call call, CancellationToken cancellationToken) => new(false);

    /// <inheritdoc/>
    public ValueTask PutAsync(Call call, BusEvent content, CancellationToken cancellationToken)
        => throw new CommonException("ResourceNotFoundException", 400, "Event bus default does not exist.");
}
