using Holdfast.Protocols.Models;
using Holdfast.Protocols.Record;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Gateway.Recording;

/// <summary>What the records of an operation's calls have in common, made once.</summary>
internal sealed class RecordedOperation(OperationModel operation, ResourceTable resources)
{
    private readonly bool _hasBody = operation is { HttpMethod: not "HEAD", Output: { } answer }
        && answer.Members.ToArray().Any(static member => member.Location is MemberLocation.Body or MemberLocation.Payload);

    /// <summary>The labels that do not depend on the call.</summary>
    public IReadOnlyList<string> Labels { get; } =
    [
        RecordLabels.Of("EventName", operation.EventName),
        RecordLabels.Of("EventSource", operation.Service.EventSource),
        RecordLabels.Of("ReadOnly", operation.IsReadOnly ? "true" : "false"),
    ];

    /// <summary>What the record calls it.</summary>
    public string EventName { get; } = operation.EventName;

    /// <summary>Whether the record has no response at all: that of a call which changes nothing (but for those that AWS shows), or which AWS leaves out.</summary>
    public bool OmitsResponse { get; } = (operation.IsReadOnly && !operation.RecordsResponse) || operation.RecordOmits.Contains("response");

    /// <summary>Whether the record tells which kind of endpoint was called: those of STS do, which has a global one beside one in each region.</summary>
    public bool TellsEndpoint { get; } = operation.Service.SigningName == "sts";

    /// <summary>Whether it is one of S3's, whose records tell of the transfer.</summary>
    public bool IsS3 { get; } = operation.Service.Name == "s3";

    /// <summary>Whether the record tells the key that was changed though the answer does not: those of KMS do ("AWS KMS log entries"), but for what makes keys.</summary>
    public bool TellsKey { get; } = operation is { Service.Name: "kms", IsReadOnly: false }
        && operation.Output?.Members.ToArray().Any(static member => member.Name.EndsWith("KeyMetadata", StringComparison.Ordinal)) is not true;

    /// <summary>The parameters of S3's query string that say what is meant, such as <c>acl</c>, as its records show them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Subresources { get; } = SubresourcesOf(operation);

    /// <summary>How the request is written.</summary>
    public RecordRules RequestRules { get; } = RecordRules.Of(operation.Service, OmitsOf(operation, "request."));

    /// <summary>How the response is written.</summary>
    public RecordRules ResponseRules { get; } = RecordRules.Of(operation.Service, OmitsOf(operation, "response."));

    /// <summary>The same, for a response whose key the record tells by its ARN.</summary>
    public RecordRules KeyedResponseRules { get; } = RecordRules.Of(operation.Service, [.. OmitsOf(operation, "response."), "KeyId"]);

    /// <summary>The table by which resources are found.</summary>
    public ResourceTable Resources { get; } = resources;

    /// <summary>How many bytes an answer of S3 has: none without a body, as many as it says when it is an object; null when its text is written only later.</summary>
    public long? LengthOfAnswer(AnswerFacts answer) => _hasBody ? answer.ContentLength : 0;

    private static KeyValuePair<string, string>[] SubresourcesOf(OperationModel operation)
    {
        var question = operation.Service.Name == "s3" ? operation.RequestUri.IndexOf('?', StringComparison.Ordinal) : -1;
        return question < 0 ? [] : [.. operation.RequestUri[(question + 1)..].Split('&').Select(static part => part.Split('='))
            .Select(static part => new KeyValuePair<string, string>(part[0], part.Length > 1 ? part[1] : ""))];
    }

    private static string[] OmitsOf(OperationModel operation, string part)
        => [.. operation.RecordOmits.Where(omit => omit.StartsWith(part, StringComparison.Ordinal)).Select(omit => omit[part.Length..])];
}
