using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Gateway.Recording;

/// <summary>The list of resources that the records of some services have: what the call acts on, with its account and type.</summary>
/// <remarks>See "resources" in "CloudTrail record contents": <c>ARN</c>, <c>accountId</c> and <c>type</c>.</remarks>
internal static class RecordedResources
{
    /// <summary>Writes the list, when there is anything to list, and notes what is in it for the labels.</summary>
    public static void Write(RecordBuffer buffer, IReadOnlyList<NamedResource>? resources)
    {
        if (resources is not { Count: > 0 })
        {
            return;
        }

        var writer = buffer.Writer;
        writer.WriteStartArray("resources"u8);
        for (var i = 0; i < resources.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("accountId"u8, resources[i].Owner.Value);
            writer.WriteString("type"u8, resources[i].Type);
            writer.WriteString("ARN"u8, resources[i].Arn.Value);
            writer.WriteEndObject();
            AddOnce(buffer.Resources, new(resources[i].Type, resources[i].Arn.Value));
        }

        writer.WriteEndArray();
    }

    /// <summary>Adds the resources that a list names to those found.</summary>
    /// <param name="reader">A reader that stands at the list; it is left at its end.</param>
    /// <param name="found">Those found.</param>
    public static void Read(ref Utf8JsonReader reader, List<EventResource> found)
    {
        string? arn = null;
        string? type = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.EndObject && arn is not null && type is not null)
            {
                AddOnce(found, new(type, arn));
                (arn, type) = (null, null);
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var isArn = reader.ValueTextEquals("ARN"u8);
                var isType = reader.ValueTextEquals("type"u8);
                reader.Read();
                arn = isArn ? reader.GetString() : arn;
                type = isType ? reader.GetString() : type;
            }
        }
    }

    private static void AddOnce(List<EventResource> found, EventResource resource)
    {
        if (!found.Contains(resource))
        {
            found.Add(resource);
        }
    }
}
