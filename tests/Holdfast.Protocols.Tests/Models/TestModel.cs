using System.Text.Json.Nodes;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Protocols.Tests.Models;

/// <summary>Makes the facts of a service out of a model in botocore's form, as the generator does, but at run time.</summary>
internal sealed class TestModel
{
    private readonly JsonObject _shapes;
    private readonly Dictionary<string, Shape> _made = new(StringComparer.Ordinal);

    public TestModel(JsonObject metadata, JsonObject shapes, params JsonObject[] operations)
    {
        _shapes = shapes;
        Service = new(service => [.. operations.Select(operation => MakeOperation(service, operation))])
        {
            Name = metadata.Text("name") ?? "test",
            ServiceId = "Test",
            EndpointPrefix = "test",
            SigningName = "test",
            ApiVersion = metadata.Text("apiVersion") ?? "2020-01-01",
            Protocols = [.. metadata["protocols"]!.AsArray().Select(protocol => ParseProtocol(protocol!.GetValue<string>()))],
            TargetPrefix = metadata.Text("targetPrefix"),
            JsonVersion = metadata.Text("jsonVersion") ?? "1.1",
            XmlNamespace = metadata.Text("xmlNamespace"),
            IsQueryCompatible = metadata["awsQueryCompatible"] is not null,
            ActionPrefix = "test",
            EventSource = "test.amazonaws.com",
        };
    }

    public ServiceModel Service { get; }

    public Shape Shape(string name)
    {
        if (!_made.TryGetValue(name, out var shape))
        {
            _made[name] = shape = MakeShape(name, _shapes[name]!.AsObject());
        }

        return shape;
    }

    /// <summary>A place for a value of a shape, as the outermost one.</summary>
    public Member At(string shape) => new(shape, 0, Shape(shape));

    private static WireProtocol ParseProtocol(string name) => name switch
    {
        "query" => WireProtocol.Query,
        "ec2" => WireProtocol.Ec2,
        "json" => WireProtocol.Json,
        "rest-json" => WireProtocol.RestJson,
        "rest-xml" => WireProtocol.RestXml,
        _ => WireProtocol.RpcV2Cbor,
    };

    private OperationModel MakeOperation(ServiceModel service, JsonObject operation) => new()
    {
        Service = service,
        Name = operation.Text("name")!,
        HttpMethod = operation["http"].Text("method") ?? "POST",
        RequestUri = operation["http"].Text("requestUri") ?? "/",
        SuccessStatus = (int?)operation["http"]?["responseCode"] ?? 200,
        Action = "test:" + operation.Text("name"),
        Input = operation["input"].Text("shape") is { } input ? Shape(input) : null,
        Output = operation["output"].Text("shape") is { } output ? Shape(output) : null,
        ResultWrapper = operation["output"].Text("resultWrapper"),
    };

    private Shape MakeShape(string name, JsonObject facts)
    {
        var kind = facts.Text("type") switch
        {
            "structure" => ShapeKind.Structure,
            "list" => ShapeKind.List,
            "map" => ShapeKind.Map,
            "integer" => ShapeKind.Integer,
            "long" => ShapeKind.Long,
            "float" => ShapeKind.Float,
            "double" => ShapeKind.Double,
            "boolean" => ShapeKind.Boolean,
            "timestamp" => ShapeKind.Timestamp,
            "blob" => ShapeKind.Blob,
            _ => ShapeKind.String,
        };
        if (facts["document"] is not null)
        {
            kind = ShapeKind.Document;
        }

        return new(name, kind)
        {
            MembersOf = () => MakeMembers(facts, kind),
            IsUnion = facts["union"] is not null,
            IsFlattened = facts["flattened"] is not null,
            IsSensitive = facts["sensitive"] is not null,
            IsStreaming = facts["streaming"] is not null,
            IsSparse = facts["sparse"] is not null,
            TimestampFormat = ParseFormat(facts.Text("timestampFormat")),
            Min = (double?)facts["min"],
            Max = (double?)facts["max"],
            Pattern = facts.Text("pattern"),
            Values = facts["enum"] is JsonArray values ? [.. values.Select(value => value!.GetValue<string>())] : [],
            XmlNamespace = facts["xmlNamespace"].Text("uri"),
            XmlPrefix = facts["xmlNamespace"].Text("prefix"),
        };
    }

    private Member[] MakeMembers(JsonObject facts, ShapeKind kind) => kind switch
    {
        ShapeKind.List => [MakeMember("member", 0, facts["member"]!.AsObject(), facts)],
        ShapeKind.Map => [MakeMember("key", 0, facts["key"]!.AsObject(), facts), MakeMember("value", 1, facts["value"]!.AsObject(), facts)],
        _ => [.. (facts["members"]?.AsObject() ?? []).Select((member, ordinal) => MakeMember(member.Key, ordinal, member.Value!.AsObject(), facts))],
    };

    private Member MakeMember(string name, int ordinal, JsonObject facts, JsonObject parent)
    {
        var target = Shape(facts.Text("shape")!);
        return new(name, ordinal, target)
        {
            WireName = facts.Text("locationName") ?? name,
            HasWireName = facts["locationName"] is not null,
            QueryName = facts.Text("queryName"),
            Location = parent.Text("payload") == name ? MemberLocation.Payload : ParseLocation(facts.Text("location")),
            IsRequired = parent["required"] is JsonArray required && required.Any(entry => entry!.GetValue<string>() == name),
            IsFlattened = facts["flattened"] is not null || target.IsFlattened,
            IsXmlAttribute = facts["xmlAttribute"] is not null,
            IsSensitive = facts["sensitive"] is not null || target.IsSensitive,
            IsIdempotencyToken = facts["idempotencyToken"] is not null,
            TimestampFormat = ParseFormat(facts.Text("timestampFormat")),
            XmlNamespace = facts["xmlNamespace"].Text("uri"),
            XmlPrefix = facts["xmlNamespace"].Text("prefix"),
        };
    }

    private static MemberLocation ParseLocation(string? location) => location switch
    {
        "header" => MemberLocation.Header,
        "headers" => MemberLocation.Headers,
        "querystring" => MemberLocation.QueryString,
        "uri" => MemberLocation.Uri,
        "statusCode" => MemberLocation.StatusCode,
        _ => MemberLocation.Body,
    };

    private static TimestampFormat ParseFormat(string? format) => format switch
    {
        "iso8601" => TimestampFormat.Iso8601,
        "rfc822" => TimestampFormat.Rfc822,
        "unixTimestamp" => TimestampFormat.UnixTimestamp,
        _ => TimestampFormat.Default,
    };
}
