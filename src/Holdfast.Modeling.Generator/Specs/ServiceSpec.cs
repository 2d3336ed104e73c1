namespace Holdfast.Modeling.Generator.Specs;

/// <summary>A service model with its overlay merged in.</summary>
internal sealed record ServiceSpec
{
    /// <summary>The folder of the service, which names the generated types: <c>Iam</c> of <c>IamService</c>.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The file of the model.</summary>
    public string Path { get; init; } = "";

    public string Name { get; init; } = "";

    public string ServiceId { get; init; } = "";

    public string EndpointPrefix { get; init; } = "";

    public string SigningName { get; init; } = "";

    public string ApiVersion { get; init; } = "";

    public EquatableArray<string> Protocols { get; init; }

    public string? TargetPrefix { get; init; }

    public string? JsonVersion { get; init; }

    public string? XmlNamespace { get; init; }

    public bool IsQueryCompatible { get; init; }

    public bool IsGlobal { get; init; }

    public string ActionPrefix { get; init; } = "";

    public string EventSource { get; init; } = "";

    public string? RecordApiVersion { get; init; }

    public string? RecordDateFormat { get; init; }

    /// <summary>The resource types of what records name, by the member.</summary>
    public EquatableArray<ResourceTypeSpec> ResourceTypes { get; init; }

    public EquatableArray<OperationSpec> Operations { get; init; }

    public EquatableArray<ShapeSpec> Shapes { get; init; }

    /// <summary>What is wrong with the model or the overlay.</summary>
    public EquatableArray<FaultSpec> Faults { get; init; }

    /// <summary>Whether errors go by the shape's name on the wire, as in JSON and CBOR; otherwise by the code of the error trait.</summary>
    public bool NamesErrorsByShape
        => Protocols.Count > 0 && (Protocols[0] is "json" or "rest-json" or "smithy-rpc-v2-cbor");
}
