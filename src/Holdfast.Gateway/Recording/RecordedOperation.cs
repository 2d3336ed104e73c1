using Holdfast.Protocols.Models;
using Holdfast.Protocols.Record;

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

    /// <summary>Whether the record has no response at all: that of a call which changes nothing (but for those that AWS shows), or which AWS leaves out.</summary>
    public bool OmitsResponse { get; } = (operation.IsReadOnly && !operation.RecordsResponse) || operation.RecordOmits.Contains("response");

    /// <summary>Whether the record tells which kind of endpoint was called: those of STS do, which has a global one beside one in each region.</summary>
    public bool TellsEndpoint { get; } = operation.Service.SigningName == "sts";

    /// <summary>The parameters of S3's query string that say what is meant, such as <c>acl</c>, as its records show them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Subresources { get; } = SubresourcesOf(operation);

    /// <summary>How the request is written.</summary>
    public RecordRules RequestRules { get; } = RecordRules.Of(operation.Service, OmitsOf(operation, "request."));

    /// <summary>How the response is written.</summary>
    public RecordRules ResponseRules { get; } = RecordRules.Of(operation.Service, OmitsOf(operation, "response."));

    /// <summary>The table by which resources are found.</summary>
    public ResourceTable Resources { get; } = resources;

    private static KeyValuePair<string, string>[] SubresourcesOf(OperationModel operation)
    {
        var question = operation.Service.Name == "s3" ? operation.RequestUri.IndexOf('?', StringComparison.Ordinal) : -1;
        return question < 0 ? [] : [.. operation.RequestUri[(question + 1)..].Split('&').Select(static part => part.Split('='))
            .Select(static part => new KeyValuePair<string, string>(part[0], part.Length > 1 ? part[1] : ""))];
    }

    private static string[] OmitsOf(OperationModel operation, string part)
        => [.. operation.RecordOmits.Where(omit => omit.StartsWith(part, StringComparison.Ordinal)).Select(omit => omit[part.Length..])];
}
