using System.Text.Json.Nodes;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Tests.Models;

namespace Holdfast.Protocols.Tests.Shapes;

public sealed class ShapeTextTests
{
    private static readonly TestModel s_model = new(
        JsonNode.Parse("""{"protocols":["json"]}""")!.AsObject(),
        JsonNode.Parse("""
            {
              "Key": { "type": "structure", "members": { "Name": { "shape": "String" }, "Secret": { "shape": "Secret" }, "Inner": { "shape": "Key" },
                "List": { "shape": "List" }, "Secrets": { "shape": "Secrets" }, "Map": { "shape": "Map" }, "Hidden": { "shape": "List", "sensitive": true }, "On": { "shape": "Boolean" }, "Bytes": { "shape": "Blob" } } },
              "List": { "type": "list", "member": { "shape": "String" } }, "Secrets": { "type": "list", "member": { "shape": "Secret" } },
              "Map": { "type": "map", "key": { "shape": "String" }, "value": { "shape": "Key" } },
              "String": { "type": "string" }, "Secret": { "type": "string", "sensitive": true }, "Boolean": { "type": "boolean" }, "Blob": { "type": "blob" }
            }
            """)!.AsObject());

    [Fact]
    public void Shows_everything_but_secrets()
    {
        var text = Text("""
            { "Name": "alice", "Secret": "hush", "Inner": { "Secret": "hush" }, "List": ["a", "b"], "Secrets": ["hush"],
              "Map": { "k": { "Name": "n" }, "l": {} }, "Hidden": ["hush"], "On": true, "Bytes": "AQID" }
            """);

        Assert.Equal(
            "Key { Name = \"alice\", Secret = (redacted), Inner = { Secret = (redacted) }, List = [\"a\", \"b\"], Secrets = [(redacted)], "
            + "Map = { \"k\" = { Name = \"n\" }, \"l\" = { } }, Hidden = (redacted), On = true, Bytes = AQID }",
            text);
    }

    [Fact]
    public void Ends_where_it_grows_too_long()
    {
        var text = Text($$"""{ "List": [{{string.Join(',', Enumerable.Repeat("\"0123456789\"", 1000))}}] }""");

        Assert.Equal(ShapeText.LengthMax + 1, text.Length);
        Assert.EndsWith("…", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Name": "a", "List": ["b"] }""", """{ "List": ["b"], "Name": "a" }""", true)]
    [InlineData("""{ "Secret": "a" }""", """{ "Secret": "b" }""", false)]
    [InlineData("""{ "List": ["a\", \"b"] }""", """{ "List": ["a", "b"] }""", false)]
    [InlineData("""{ "Map": { "k": { "Name": "n" } } }""", """{ "Map": { "k": { "Name": "m" } } }""", false)]
    [InlineData("""{ "Bytes": "AQID" }""", """{ "Bytes": "AQIE" }""", false)]
    public void Values_are_equal_when_their_contents_are(string one, string other, bool areEqual)
    {
        Assert.Equal(areEqual, ShapeText.AreEqual(Shape(one), Shape(other)));
        Assert.Equal(areEqual, ShapeText.HashOf(Shape(one)) == ShapeText.HashOf(Shape(other)));
    }

    private static JsonShape Shape(string members) => new(s_model.Shape("Key"), JsonNode.Parse(members)!.AsObject());

    private static string Text(string members)
        => ShapeText.Of(new JsonShape(s_model.Shape("Key"), JsonNode.Parse(members)!.AsObject()));
}
