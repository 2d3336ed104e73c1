using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;

namespace Holdfast.Gateway.Recording;

/// <summary>The list of resources that the records of some services have: what the call acts on, with its account and type.</summary>
/// <remarks>See "resources" in "CloudTrail record contents": <c>ARN</c>, <c>accountId</c> and <c>type</c>.</remarks>
internal static class RecordedResources
{
    private const string ObjectType = "AWS::S3::Object";
    private const string BucketType = "AWS::S3::Bucket";
    private const string KeyType = "AWS::KMS::Key";

    /// <summary>Writes the list, when there is anything to list, and notes what is in it for the labels.</summary>
    public static void Write(RecordBuffer buffer, in RecordedCall recorded)
    {
        var resources = recorded.Resources is { Count: > 0 } named ? named : NewKeys(buffer, recorded);
        if (resources is not { Count: > 0 })
        {
            return;
        }

        var writer = buffer.Writer;
        writer.WriteStartArray("resources"u8);
        if (recorded.Operation.IsDataEvent && resources is [{ Type: BucketType } bucket])
        {
            // A call on the objects of a bucket at large names all that begin with the bucket's name, and objects are in no account.
            writer.WriteStartObject();
            writer.WriteString("type"u8, ObjectType);
            writer.WriteString("ARNPrefix"u8, bucket.Arn.Value + "/");
            writer.WriteEndObject();
        }

        for (var i = 0; i < resources.Count; i++)
        {
            writer.WriteStartObject();
            if (resources[i].Type != ObjectType)
            {
                writer.WriteString("accountId"u8, resources[i].Owner.Value);
            }

            writer.WriteString("type"u8, resources[i].Type);
            writer.WriteString("ARN"u8, resources[i].Arn.Value);
            writer.WriteEndObject();
            AddOnce(buffer.Resources, new(resources[i].Type, resources[i].Arn.Value));
        }

        writer.WriteEndArray();
    }

    // CreateKey acts on no key, and its record names the one that it made.
    private static List<NamedResource>? NewKeys(RecordBuffer buffer, in RecordedCall recorded)
    {
        List<NamedResource>? keys = null;
        foreach (var found in buffer.Resources)
        {
            if (found.Type == KeyType)
            {
                (keys ??= []).Add(new(new(found.Name), recorded.Account, KeyType));
            }
        }

        return keys;
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
