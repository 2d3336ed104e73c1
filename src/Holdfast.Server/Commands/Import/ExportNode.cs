using System.Text.Json;
using System.Xml.Linq;

namespace Holdfast.Server.Commands.Import;

/// <summary>A value of the authorization details, in whichever form they come: the JSON of a command line tool, or the XML of the service.</summary>
internal abstract class ExportNode
{
    /// <summary>The text of the value; null when it is none.</summary>
    public abstract string? Text { get; }

    /// <summary>The items of a list, which may be of several pages.</summary>
    public abstract IEnumerable<ExportNode> Items { get; }

    /// <summary>Finds a member; null when it is not there.</summary>
    public abstract ExportNode? this[string name] { get; }

    /// <summary>Takes JSON.</summary>
    public static ExportNode Of(JsonElement json) => new JsonNode(json);

    /// <summary>Takes XML.</summary>
    public static ExportNode Of(XElement xml) => new XmlNode(xml);

    /// <summary>The items of a member that is a list; none when it is not there.</summary>
    public IEnumerable<ExportNode> List(string name) => this[name]?.Items ?? [];

    private sealed class JsonNode(JsonElement json) : ExportNode
    {
        // The AWS CLI writes the documents of policies as JSON, not as text.
        public override string? Text => json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => json.GetRawText(),
        };

        public override IEnumerable<ExportNode> Items
            => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().Select(Of) : [];

        public override ExportNode? this[string name]
            => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
                ? Of(member)
                : null;
    }

    private sealed class XmlNode(XElement xml) : ExportNode
    {
        public override string? Text => xml.Value;

        public override IEnumerable<ExportNode> Items
            => xml.Elements().Where(element => element.Name.LocalName == "member").Select(Of);

        public override ExportNode? this[string name]
            => xml.Elements().FirstOrDefault(element => element.Name.LocalName == name) is { } member ? Of(member) : null;
    }
}
