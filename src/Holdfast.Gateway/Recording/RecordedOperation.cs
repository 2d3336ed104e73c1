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

    /// <summary>Whether the record has no response at all: that of a call which changes nothing, or which AWS leaves out.</summary>
    public bool OmitsResponse { get; } = operation.IsReadOnly || operation.RecordOmits.Contains("response");

    /// <summary>The members of the request that the record leaves out.</summary>
    public IReadOnlyCollection<string> RequestOmits { get; } = OmitsOf(operation, "request.");

    /// <summary>The members of the response that the record leaves out.</summary>
    public IReadOnlyCollection<string> ResponseOmits { get; } = OmitsOf(operation, "response.");

    /// <summary>How the record words an instant.</summary>
    public string DateFormat { get; } = operation.Service.RecordDateFormat;

    /// <summary>The table by which resources are found.</summary>
    public ResourceTable Resources { get; } = resources;

    private static string[] OmitsOf(OperationModel operation, string part)
        => [.. operation.RecordOmits.Where(omit => omit.StartsWith(part, StringComparison.Ordinal)).Select(omit => omit[part.Length..])];
}
