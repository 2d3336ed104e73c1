using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Tests.Models;

namespace Holdfast.Protocols.Tests;

/// <summary>What a writer writes, the reader of the same form reads back: a property of JSON, XML and CBOR, and of forms.</summary>
public sealed class RoundTripTests
{
    private const int Values = 200;

    [Theory]
    [InlineData(WireProtocol.Json)]
    [InlineData(WireProtocol.RestJson)]
    [InlineData(WireProtocol.RestXml)]
    [InlineData(WireProtocol.RpcV2Cbor)]
    public void What_is_written_is_read_back(WireProtocol protocol)
    {
        var model = RichModel.In(protocol);
        var isRest = protocol is WireProtocol.RestJson or WireProtocol.RestXml;

        ValueGen.Of(model.Shape("In")).Sample(
            value =>
            {
                var written = RichModel.Write(model, isRest ? new() { ["Body"] = value.DeepClone() } : value);
                var read = RichModel.Read(model, written.Bytes.ToArray());
                return AreSame(value, isRest ? read?["Body"] : read);
            },
            iter: Values,
            threads: 1,
            print: value => value.ToJsonString());
    }

    [Theory]
    [InlineData(WireProtocol.Query)]
    [InlineData(WireProtocol.Ec2)]
    public void What_a_form_says_is_read_back(WireProtocol protocol)
    {
        var model = RichModel.In(protocol);

        ValueGen.Of(model.Shape("In")).Sample(
            value =>
            {
                var form = new FormWriter(isEc2: protocol is WireProtocol.Ec2);
                new JsonShape(model.Shape("In"), value).WriteMembers(form);
                var read = RichModel.Read(model, Encoding.UTF8.GetBytes(form.Text));

                // A structure without members leaves nothing in a form.
                return AreSame(WithoutEmpty(value), read is null ? null : WithoutEmpty(read));
            },
            iter: Values,
            threads: 1,
            print: value => value.ToJsonString());
    }

    private static bool AreSame(JsonNode left, JsonNode? right) => JsonNode.DeepEquals(Reals(left), right is null ? null : Reals(right));

    // 1.0 and 1 are one number to a reader and two to DeepEquals.
    private static JsonNode Reals(JsonNode node) => JsonNode.Parse(node.ToJsonString())!;

    private static JsonNode WithoutEmpty(JsonNode node)
    {
        switch (node)
        {
            case JsonObject structure:
                var kept = structure
                    .Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)WithoutEmpty(entry.Value!)))
                    .Where(entry => entry.Value is not JsonObject { Count: 0 } and not JsonArray { Count: 0 });
                return new JsonObject(kept);
            case JsonArray list:
                return new JsonArray([.. list.Select(entry => WithoutEmpty(entry!)).Where(entry => entry is not JsonObject { Count: 0 } and not JsonArray { Count: 0 })]);
            default:
                return node.DeepClone();
        }
    }
}
