using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Kernel.Ports;

/// <summary>Records what a service did of its own accord, in the transaction in which it did it ("AWS service events", CloudTrail user guide).</summary>
public interface IServiceEvents
{
    /// <summary>Appends the record.</summary>
    void Record(ITransaction transaction, ServiceEvent happened);
}

/// <summary>What a service did that nobody called for.</summary>
public sealed record ServiceEvent
{
    /// <summary>The service, as records name it: <c>kms.amazonaws.com</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The name of the event, such as <c>RotateKey</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The account that it is recorded in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region that it is recorded in.</summary>
    public required Region Region { get; init; }

    /// <summary>The instant.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it was done to.</summary>
    public required NamedResource Resource { get; init; }

    /// <summary>The elements that a response would have; none for most.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Response { get; init; } = [];

    /// <summary>The details that the service tells; none for some.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Details { get; init; } = [];
}
