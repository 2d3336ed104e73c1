using System.Collections.Frozen;

namespace Holdfast.Protocols.Models;

/// <summary>What is known of a service without any of its shapes: names, versions, protocols and the table of operations.</summary>
public sealed class ServiceModel
{
    private readonly Lazy<OperationModel[]> _operations;
    private readonly Lazy<FrozenDictionary<string, OperationModel>> _byName;

    /// <summary>Makes a model whose operations are read from the generated table on first use, so that a service costs nothing until it is called.</summary>
    public ServiceModel(Func<ServiceModel, OperationModel[]> operations)
    {
        _operations = new(() => operations(this));
        _byName = new(() => _operations.Value.ToFrozenDictionary(operation => operation.Name, StringComparer.Ordinal));
    }

    /// <summary>The name of botocore's and the CLI's command, such as <c>cloudtrail</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The service id, such as <c>CloudTrail</c>.</summary>
    public required string ServiceId { get; init; }

    /// <summary>The first label of the service's hosts, such as <c>monitoring</c> for CloudWatch.</summary>
    public required string EndpointPrefix { get; init; }

    /// <summary>The service in a credential scope.</summary>
    public required string SigningName { get; init; }

    /// <summary>The version of the API, such as <c>2010-05-08</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The protocols it speaks, the preferred one first.</summary>
    public required IReadOnlyList<WireProtocol> Protocols { get; init; }

    /// <summary>What stands before the dot in <c>X-Amz-Target</c>, if the service speaks JSON.</summary>
    public string? TargetPrefix { get; init; }

    /// <summary>The JSON version, <c>1.0</c> or <c>1.1</c>.</summary>
    public string JsonVersion { get; init; } = "1.1";

    /// <summary>The XML namespace of answers.</summary>
    public string? XmlNamespace { get; init; }

    /// <summary>Whether errors carry the older query code in <c>x-amzn-query-error</c>.</summary>
    public bool IsQueryCompatible { get; init; }

    /// <summary>Whether the service has one home region in each partition.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>The prefix of the service's IAM actions, such as <c>iam</c>.</summary>
    public required string ActionPrefix { get; init; }

    /// <summary>The source in records, such as <c>iam.amazonaws.com</c>.</summary>
    public required string EventSource { get; init; }

    /// <summary>The version that records carry (<c>apiVersion</c>), for the services whose records have one, such as <c>20140328</c>.</summary>
    public string? RecordApiVersion { get; init; }

    /// <summary>How records word an instant, as a .NET format; IAM's omit the comma behind the year.</summary>
    public string RecordDateFormat { get; init; } = "MMM d, yyyy, h:mm:ss tt";

    /// <summary>
    /// The resource types of what records name, by the member as a record spells it: <c>userName</c> anywhere, or <c>user.arn</c>
    /// in the structure of that name. The event history finds calls by these resources.
    /// </summary>
    public IReadOnlyDictionary<string, string> ResourceTypes { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>All operations of the model, implemented or not.</summary>
    public IReadOnlyList<OperationModel> Operations => _operations.Value;

    /// <summary>
    /// Whether what stands before an operation's name means this service: its target prefix, or the last part of that. botocore puts a namespace in front of
    /// the name of CloudTrail (<c>com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101</c>); the SDKs that are made of Smithy models do not.
    /// </summary>
    public bool IsNamed(ReadOnlySpan<char> name)
        => TargetPrefix is { } own && (name.SequenceEqual(own) || name.SequenceEqual(own.AsSpan(own.LastIndexOf('.') + 1)));

    /// <summary>Finds an operation by its name.</summary>
    public OperationModel? FindOperation(string name) => _byName.Value.GetValueOrDefault(name);

    /// <summary>Finds an operation by what records call it.</summary>
    public OperationModel? FindRecorded(string eventName)
        => FindOperation(eventName) ?? Array.Find(_operations.Value, operation => operation.EventName == eventName);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
