using Holdfast.Modeling.Generator.Diagnostics;
using Holdfast.Modeling.Generator.Specs;

namespace Holdfast.Modeling.Generator.Parse;

/// <summary>Reads a model file, with its overlay merged in.</summary>
internal static class ModelParser
{
    public static ServiceSpec Parse(ModelFileSpec file)
    {
        var folder = FolderOf(file.Path);
        JsonNode model;
        var at = file.Path;
        var faults = new List<FaultSpec>();
        try
        {
            model = JsonText.Parse(file.Text);
            if (file.OverlayText is not null && file.OverlayPath is not null)
            {
                at = file.OverlayPath;
                var overlay = JsonText.Parse(file.OverlayText);
                OverlayCheck.Check(model, overlay, at, faults);
                model = JsonNode.Merge(model, overlay);
            }
        }
        catch (FormatException error)
        {
            return new() { Folder = folder, Faults = new[] { new FaultSpec(Rules.BadModel.Id, at, error.Message) }.ToEquatable() };
        }

        return Read(model, folder, file.Path, faults);
    }

    private static ServiceSpec Read(JsonNode model, string folder, string path, List<FaultSpec> faults)
    {
        var empty = new JsonNode(new List<KeyValuePair<string, JsonNode>>());
        var metadata = model["metadata"] ?? empty;
        var facts = model["facts"] ?? empty;
        var signingName = metadata.String("signingName") ?? metadata.String("endpointPrefix") ?? "";
        var actionPrefix = facts.String("actionPrefix") ?? signingName;
        var protocols = ProtocolsOf(metadata).ToEquatable();
        var shapes = new ShapeParser(model, path, faults).Parse();
        return new()
        {
            Folder = folder,
            Path = path,
            Name = model.String("service") ?? "",
            ServiceId = metadata.String("serviceId") ?? "",
            EndpointPrefix = metadata.String("endpointPrefix") ?? "",
            SigningName = signingName,
            ApiVersion = metadata.String("apiVersion") ?? "",
            Protocols = protocols,
            TargetPrefix = metadata.String("targetPrefix"),
            JsonVersion = metadata.String("jsonVersion"),
            XmlNamespace = XmlNamespaceOf(metadata),
            IsQueryCompatible = metadata["awsQueryCompatible"] is not null,
            IsGlobal = facts.Bool("isGlobal"),
            ActionPrefix = actionPrefix,
            EventSource = facts.String("eventSource") ?? signingName + ".amazonaws.com",
            RecordApiVersion = facts.String("recordApiVersion"),
            RecordDateFormat = facts.String("recordDateFormat"),
            ResourceTypes = facts.MembersOf("resourceTypes")
                .Select(static type => new ResourceTypeSpec(type.Key, type.Value.Scalar as string ?? ""))
                .ToEquatable(),
            Operations = model.MembersOf("operations")
                .Select(operation => OperationParser.Parse(operation.Key, operation.Value, actionPrefix, protocols.Contains("query")))
                .OrderBy(static operation => operation.Name, StringComparer.Ordinal)
                .ToEquatable(),
            Shapes = shapes.ToEquatable(),
            Faults = faults.ToEquatable(),
        };
    }

    /// <summary>The protocols that the service speaks: older models name one.</summary>
    private static IEnumerable<string> ProtocolsOf(JsonNode metadata)
        => metadata["protocols"] is not null ? metadata.Strings("protocols")
            : metadata.String("protocol") is { } only ? [only]
            : [];

    /// <summary>The namespace of the service's answers: the metadata hold a string, or an object with a <c>uri</c>.</summary>
    private static string? XmlNamespaceOf(JsonNode metadata)
        => metadata.String("xmlNamespace") ?? metadata["xmlNamespace"]?.String("uri");

    /// <summary>Names the service by the folder that holds <c>Model/</c>.</summary>
    private static string FolderOf(string path)
    {
        var parts = path.Replace('\\', '/').Split('/');
        return parts.Length >= 3 ? parts[parts.Length - 3] : "Service";
    }
}
