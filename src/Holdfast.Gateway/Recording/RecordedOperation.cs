using Holdfast.Protocols.Models;

namespace Holdfast.Gateway.Recording;

/// <summary>What the records of an operation's calls have in common, made once.</summary>
internal sealed class RecordedOperation(OperationModel operation, ResourceTable resources)
{
    /// <summary>The labels that do not depend on the call.</summary>
    public IReadOnlyList<string> Labels { get; } =
    [
        RecordLabels.Of("EventName", operation.Name),
        RecordLabels.Of("EventSource", operation.Service.EventSource),
        RecordLabels.Of("ReadOnly", operation.IsReadOnly ? "true" : "false"),
    ];

    /// <summary>The table by which resources are found.</summary>
    public ResourceTable Resources { get; } = resources;
}
