using System.Text;
using System.Text.Json.Nodes;
using Holdfast.Protocols.Codecs;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Tests.Models;

/// <summary>One model with a member of every kind, spoken in any protocol.</summary>
internal static class RichModel
{
    private static readonly JsonObject s_shapes = JsonNode.Parse("""
        {
          "In": { "type": "structure", "members": {
            "Name": { "shape": "String" }, "Strings": { "shape": "Strings" }, "Flat": { "shape": "Flat" }, "Map": { "shape": "Map" }, "FlatMap": { "shape": "FlatMap" },
            "When": { "shape": "Timestamp" }, "Iso": { "shape": "Timestamp", "timestampFormat": "iso8601" }, "Rfc": { "shape": "Timestamp", "timestampFormat": "rfc822" },
            "Count": { "shape": "Integer" }, "Big": { "shape": "Long" }, "Real": { "shape": "Double" }, "Small": { "shape": "Float" }, "On": { "shape": "Boolean" }, "Bytes": { "shape": "Blob" },
            "Inner": { "shape": "In" }, "Inners": { "shape": "Inners" } } },
          "Strings": { "type": "list", "member": { "shape": "String" } }, "Inners": { "type": "list", "member": { "shape": "In" } },
          "Flat": { "type": "list", "member": { "shape": "Integer" }, "flattened": true },
          "Map": { "type": "map", "key": { "shape": "String" }, "value": { "shape": "Strings" } },
          "FlatMap": { "type": "map", "key": { "shape": "String" }, "value": { "shape": "In" }, "flattened": true },
          "Places": { "type": "structure", "payload": "Body", "members": { "Label": { "shape": "String", "location": "uri", "locationName": "Label" }, "Body": { "shape": "In" },
            "Number": { "shape": "Integer", "location": "querystring", "locationName": "n" }, "Many": { "shape": "Strings", "location": "querystring", "locationName": "m" },
            "All": { "shape": "Texts", "location": "querystring" },
            "At": { "shape": "Timestamp", "location": "header", "locationName": "x-at" }, "List": { "shape": "Reals", "location": "header", "locationName": "x-list" }, "Meta": { "shape": "Texts", "location": "headers", "locationName": "x-meta-" } } },
          "Texts": { "type": "map", "key": { "shape": "String" }, "value": { "shape": "String" } }, "Reals": { "type": "list", "member": { "shape": "Double" } },
          "String": { "type": "string" }, "Integer": { "type": "integer" }, "Long": { "type": "long" }, "Double": { "type": "double" }, "Float": { "type": "float" },
          "Boolean": { "type": "boolean" }, "Timestamp": { "type": "timestamp" }, "Blob": { "type": "blob" }
        }
        """)!.AsObject();

    public static TestModel In(WireProtocol protocol)
    {
        var name = protocol switch
        {
            WireProtocol.Query => "query",
            WireProtocol.Ec2 => "ec2",
            WireProtocol.Json => "json",
            WireProtocol.RestJson => "rest-json",
            WireProtocol.RestXml => "rest-xml",
            _ => "smithy-rpc-v2-cbor",
        };
        var isRest = protocol is WireProtocol.RestJson or WireProtocol.RestXml;
        var shape = isRest ? "Places" : "In";
        return new(
            new() { ["protocols"] = new JsonArray(name), ["name"] = protocol is WireProtocol.RestXml ? "s3" : "test", ["targetPrefix"] = "T" },
            s_shapes.DeepClone().AsObject(),
            new JsonObject
            {
                ["name"] = "Do",
                ["http"] = new JsonObject { ["method"] = "POST", ["requestUri"] = isRest ? "/things/{Label+}" : "/" },
                ["input"] = new JsonObject { ["shape"] = shape },
                ["output"] = new JsonObject { ["shape"] = shape },
            });
    }

    /// <summary>Reads a body in a protocol; null when it is malformed, which is all that may go wrong.</summary>
    public static JsonObject? Read(TestModel model, ReadOnlyMemory<byte> body, string path = "/things/a", string query = "", JsonObject? headers = null)
    {
        var operation = model.Service.Operations[0];
        var codec = ProtocolCodecs.Of(model.Service.Protocols[0]);
        var parts = new RequestParts { Method = "POST", RawPath = path, RawQuery = query, Headers = new TestHeaders(headers), Body = body };
        try
        {
            if (operation.Input!.Name == "Places" && codec.Route(model.Service, parts) is null)
            {
                return null;
            }

            using var reader = codec.OpenRequest(operation, parts);
            return JsonShape.Read(reader, new("", 0, operation.Input));
        }
        catch (MalformedRequestException)
        {
            return null;
        }
    }

    /// <summary>A body that is right in a protocol and has a bit of everything.</summary>
    public static byte[] Body(WireProtocol protocol)
    {
        const string form = "Action=Do&Name=a%20b%C3%A9&{0}&Flat.1=1&Flat.2=2&FlatMap.1.key=k&FlatMap.1.value.Name=n&When=2020-01-02T03%3A04%3A05Z&Rfc=Thu%2C+02+Jan+2020+03%3A04%3A05+GMT&Count=-7&Big=9007199254740993&Real=1.5e3&Small=NaN&On=true&Bytes=aGVsbG8%3D&Inner.Inner.Name=deep";
        const string json = """{"Name":"a\u00e9\ud83d\ude00","Strings":["x","y"],"Map":{"k":["a"],"l":[]},"FlatMap":{"k":{"Name":"n"}},"When":1577934245.25,"Iso":"2020-01-02T03:04:05Z","Count":-7,"Big":9007199254740993,"Real":1.5e3,"Small":"NaN","On":true,"Bytes":"aGVsbG8=","Inner":{"Inner":{"Name":"deep"}},"Inners":[{},{"Unknown":[{"a":null}]}]}""";
        const string xml = """<?xml version="1.0"?><In xmlns="http://x/"><Name a="b">a&amp;&#233;<![CDATA[<c>]]></Name><Strings><member>x</member><member/></Strings><Flat>1</Flat><!-- c --><FlatMap><key>k</key><value><Name>n</Name></value></FlatMap><Flat>2</Flat><Map><entry><key>k</key><value><member>m</member></value></entry></Map><When>2020-01-02T03:04:05Z</When><Count>-7</Count><Real>1.5</Real><On>true</On><Bytes>aGVsbG8=</Bytes><Inner><Inner><Name>deep</Name></Inner></Inner></In>""";
        return protocol switch
        {
            WireProtocol.Query => Encoding.UTF8.GetBytes(string.Format(null, form, "Strings.member.2=y&Strings.member.1=x&Map.entry.1.key=k&Map.entry.1.value.member.1=v")),
            WireProtocol.Ec2 => Encoding.UTF8.GetBytes(string.Format(null, form, "Strings.2=y&Strings.1=x")),
            WireProtocol.RpcV2Cbor => Cbor(),
            WireProtocol.RestXml => Encoding.UTF8.GetBytes(xml),
            _ => Encoding.UTF8.GetBytes(json),
        };
    }

    /// <summary>Writes an answer and gives its body.</summary>
    public static MemorySink Write(TestModel model, JsonObject value)
    {
        var operation = model.Service.Operations[0];
        var sink = new MemorySink();
        ProtocolCodecs.Of(model.Service.Protocols[0]).WriteResponse(operation, new JsonShape(operation.Output!, value), "r", "h", sink);
        return sink;
    }

    // What the writer makes has open lengths for structures and known ones for the rest; text in pieces is put before it.
    private static byte[] Cbor()
    {
        var value = JsonNode.Parse("""
            {"Strings":["x","y"],"Flat":[1,500,100000],"Map":{"k":["a"]},"FlatMap":{"k":{"Name":"n"}},"When":"2020-01-02T03:04:05.250Z","Count":-7,"Big":9007199254740993,
             "Real":1.5,"Small":0.5,"On":true,"Bytes":"aGVsbG8=","Inner":{"Inner":{"Name":"deep"}},"Inners":[{},{"Iso":"2020-01-02T03:04:05.000Z"}]}
            """)!.AsObject();
        return [.. Convert.FromHexString("bf644e616d657f61616162ff" + "61789f01f93e00a0ff"), .. Write(In(WireProtocol.RpcV2Cbor), value).Bytes.Span[1..]];
    }
}
