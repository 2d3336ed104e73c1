using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Gateway.Recording;

/// <summary>The list of resources that the records of some services have: what the call acts on, with its account and type.</summary>
/// <remarks>See "resources" in "CloudTrail record contents": <c>ARN</c>, <c>accountId</c> and <c>type</c>.</remarks>
internal static class RecordedResources
{
    /// <summary>Writes the list, when there is anything to list, and notes what is in it for the labels.</summary>
    public static void Write(RecordBuffer buffer, Target? target)
    {
        if (target is null || !IsListed(target))
        {
            return;
        }

        buffer.Writer.WriteStartArray("resources"u8);
        WriteEach(buffer, target);
        buffer.Writer.WriteEndArray();
    }

    /// <summary>Adds the resources that a list names to those found.</summary>
    /// <param name="reader">A reader that stands at the list; it is left at its end.</param>
    /// <param name="found">Those found.</param>
    public static void Read(ref Utf8JsonReader reader, List<EventResource> found)
    {
        string? arn = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var isArn = reader.ValueTextEquals("ARN"u8);
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isArn)
            {
                arn = reader.GetString();
            }
            else if (isType && arn is not null)
            {
                AddOnce(found, new(reader.GetString()!, arn));
            }
        }
    }

    private static bool IsListed(Target target)
    {
        if (target.RecordedAs is not null)
        {
            return true;
        }

        for (var i = 0; i < target.Also.Count; i++)
        {
            if (IsListed(target.Also[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static void WriteEach(RecordBuffer buffer, Target target)
    {
        if (target.RecordedAs is { } type)
        {
            var writer = buffer.Writer;
            writer.WriteStartObject();
            if (target.Owner is { } owner)
            {
                writer.WriteString("accountId"u8, owner.Value);
            }

            writer.WriteString("ARN"u8, target.Resource.Value);
            writer.WriteString("type"u8, type);
            writer.WriteEndObject();
            AddOnce(buffer.Resources, new(type, target.Resource.Value));
        }

        for (var i = 0; i < target.Also.Count; i++)
        {
            WriteEach(buffer, target.Also[i]);
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
