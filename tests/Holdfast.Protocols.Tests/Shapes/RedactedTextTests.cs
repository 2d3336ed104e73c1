using System.Text.Json.Nodes;
using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Tests.Models;

namespace Holdfast.Protocols.Tests.Shapes;

public sealed class RedactedTextTests
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
            "Key { Name = alice, Secret = ***, Inner = Key { Secret = *** }, List = [a, b], Secrets = [***], "
            + "Map = {k = Key { Name = n }, l = Key { }}, Hidden = ***, On = true, Bytes = 3 bytes }",
            text);
    }

    [Fact]
    public void Ends_where_it_grows_too_long()
    {
        var text = Text($$"""{ "List": [{{string.Join(',', Enumerable.Repeat("\"0123456789\"", 1000))}}] }""");

        Assert.Equal(RedactedText.CharactersMax + 1, text.Length);
        Assert.EndsWith("…", text, StringComparison.Ordinal);
    }

    private static string Text(string members)
        => RedactedText.Of(new JsonShape(s_model.Shape("Key"), JsonNode.Parse(members)!.AsObject()));
}
