using Holdfast.Modeling.Generator.Diagnostics;
using Holdfast.Modeling.Generator.Specs;

namespace Holdfast.Modeling.Generator.Parse;

/// <summary>Reads the shapes of a model and merges the traits of targets into the members that point at them.</summary>
internal sealed class ShapeParser(JsonNode model, string path, List<FaultSpec> faults)
{
    /// <summary>What is appended to the name of a blob shape where a member makes a stream of it; no model name has the sign.</summary>
    public const string StreamSuffix = "~stream";

    private readonly HashSet<string> _streams = new(StringComparer.Ordinal);

    public List<ShapeSpec> Parse()
    {
        var shapes = new List<ShapeSpec>();
        foreach (var shape in model.MembersOf("shapes").OrderBy(static shape => shape.Key, StringComparer.Ordinal))
        {
            if (KindOf(shape.Value) is { } kind)
            {
                shapes.Add(Parse(shape.Key, shape.Value, kind));
            }
            else
            {
                Report($"shape '{shape.Key}' has the unknown type '{shape.Value.String("type")}'");
            }
        }

        shapes.AddRange(_streams
            .OrderBy(static name => name, StringComparer.Ordinal)
            .Select(name => new ShapeSpec
            {
                Name = name + StreamSuffix,
                Kind = "Blob",
                IsStreaming = true,
                IsSensitive = Target(name).Bool("sensitive"),
            }));
        return shapes;
    }

    private static string? KindOf(JsonNode shape)
    {
        if (shape.Bool("document"))
        {
            return "Document";
        }

        // The frames of an event stream are bytes to everybody but the operation that makes them.
        return shape.Bool("eventstream") ? "Blob" : shape.String("type") switch
        {
            "structure" => "Structure",
            "list" => "List",
            "map" => "Map",
            "string" or "character" => "String",
            "integer" or "short" or "byte" => "Integer",
            "long" => "Long",
            "float" => "Float",
            "double" => "Double",
            "boolean" => "Boolean",
            "timestamp" => "Timestamp",
            "blob" => "Blob",
            _ => null,
        };
    }

    private ShapeSpec Parse(string name, JsonNode shape, string kind)
        => new()
        {
            Name = name,
            Kind = kind,
            IsUnion = shape.Bool("union"),
            IsFlattened = shape.Bool("flattened"),
            IsSensitive = shape.Bool("sensitive"),
            IsSparse = shape.Bool("sparse"),
            IsStreaming = shape.Bool("streaming") || shape.Bool("eventstream"),
            TimestampFormat = FormatOf(shape),
            Min = shape.Number("min"),
            Max = shape.Number("max"),
            Pattern = shape.String("pattern"),
            Values = shape.Strings("enum").ToEquatable(),
            XmlNamespace = shape["xmlNamespace"]?.String("uri"),
            XmlPrefix = shape["xmlNamespace"]?.String("prefix"),
            Members = MembersOf(shape, kind).ToEquatable(),
            Error = shape.Bool("exception") ? ErrorOf(name, shape) : null,
        };

    private static ErrorSpec ErrorOf(string name, JsonNode shape)
    {
        var error = shape["error"];
        var status = error?.Int("httpStatusCode") ?? (shape.Bool("fault") ? 500 : 400);
        var isSenderFault = error?["senderFault"]?.Scalar as bool? ?? status < 500;
        return new(error?.String("code") ?? name, status, isSenderFault);
    }

    private List<MemberSpec> MembersOf(JsonNode shape, string kind)
    {
        var members = new List<MemberSpec>();
        switch (kind)
        {
            case "Structure":
                var required = new HashSet<string>(shape.Strings("required"), StringComparer.Ordinal);
                var payload = shape.String("payload");
                members.AddRange(shape.MembersOf("members")
                    .Select(member => Member(member.Key, member.Value, required.Contains(member.Key), member.Key == payload)));
                break;
            case "List":
                members.Add(Member("member", shape["member"]));
                break;
            case "Map":
                members.Add(Member("key", shape["key"]));
                members.Add(Member("value", shape["value"]));
                break;
        }

        return members;
    }

    private MemberSpec Member(string name, JsonNode? member, bool isRequired = false, bool isPayload = false)
    {
        var targetName = member?.String("shape") ?? "";
        var target = Target(targetName);
        if (target.Members is { Count: 0 } && model["shapes"]?[targetName] is null)
        {
            Report($"member '{name}' points at the shape '{targetName}', which is not there");
        }

        var source = member ?? target;
        var isStream = source.Bool("streaming") && target.String("type") == "blob";
        if (isStream)
        {
            _streams.Add(targetName);
        }

        var xmlNamespace = source["xmlNamespace"] ?? target["xmlNamespace"];
        return new()
        {
            Name = name,
            Target = isStream ? targetName + StreamSuffix : targetName,
            WireName = source.String("locationName") ?? target.String("locationName"),
            QueryName = source.String("queryName"),
            Location = isPayload ? "Payload" : LocationOf(source.String("location")),
            IsRequired = isRequired,
            IsFlattened = source.Bool("flattened") || target.Bool("flattened"),
            IsXmlAttribute = source.Bool("xmlAttribute"),
            IsSensitive = source.Bool("sensitive") || target.Bool("sensitive"),
            IsIdempotencyToken = source.Bool("idempotencyToken"),
            IsHostLabel = source.Bool("hostLabel"),
            TimestampFormat = FormatOf(source) ?? FormatOf(target),
            XmlNamespace = xmlNamespace?.String("uri"),
            XmlPrefix = xmlNamespace?.String("prefix"),
        };
    }

    private JsonNode Target(string name) => model["shapes"]?[name] ?? new JsonNode(new List<KeyValuePair<string, JsonNode>>());

    private string LocationOf(string? location)
    {
        switch (location)
        {
            case null: return "Body";
            case "header": return "Header";
            case "headers": return "Headers";
            case "querystring": return "QueryString";
            case "uri": return "Uri";
            case "statusCode": return "StatusCode";
            default:
                Report($"the location '{location}' is not known");
                return "Body";
        }
    }

    private static string? FormatOf(JsonNode traits)
        => traits.String("timestampFormat") switch
        {
            "iso8601" => "Iso8601",
            "rfc822" => "Rfc822",
            "unixTimestamp" => "UnixTimestamp",
            _ => null,
        };

    private void Report(string message) => faults.Add(new(Rules.BadModel.Id, path, message));
}
