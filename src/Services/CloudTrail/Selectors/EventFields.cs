using System.Text.Json;

namespace Holdfast.Services.CloudTrail.Selectors;

/// <summary>The fields of a record that selectors ask for, read in one pass over its bytes.</summary>
internal sealed class EventFields
{
    private const string S3ObjectType = "AWS::S3::Object";
    private const string S3BucketType = "AWS::S3::Bucket";

    private static readonly string[] s_true = ["true"];
    private static readonly string[] s_false = ["false"];

    /// <summary>The resources of the record.</summary>
    public List<(string? Type, string? Arn)> Resources { get; } = [];

    /// <summary><c>eventSource</c>.</summary>
    public string Source { get; private set; } = "";

    /// <summary><c>eventName</c>.</summary>
    public string Name { get; private set; } = "";

    /// <summary><c>eventType</c>.</summary>
    public string Type { get; private set; } = "";

    /// <summary><c>errorCode</c>; null when the call succeeded.</summary>
    public string? ErrorCode { get; private set; }

    /// <summary><c>userIdentity.arn</c>; null for those who have none.</summary>
    public string? IdentityArn { get; private set; }

    /// <summary><c>readOnly</c>.</summary>
    public bool IsReadOnly { get; private set; }

    /// <summary>Whether a session of the console called.</summary>
    public bool IsFromConsole { get; private set; }

    /// <summary>Whether the global endpoint of STS was called.</summary>
    public bool IsGlobalEndpoint { get; private set; }

    /// <summary>Reads a record; what was read before is forgotten.</summary>
    public void Read(ReadOnlySpan<byte> record)
    {
        Resources.Clear();
        (Source, Name, Type, ErrorCode, IdentityArn) = ("", "", "", null, null);
        (IsReadOnly, IsFromConsole, IsGlobalEndpoint) = (false, false, false);
        var reader = new Utf8JsonReader(record);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader);
        }
    }

    /// <summary>The values of a field; none when the record does not have it.</summary>
    /// <param name="field">The field, as selectors name it.</param>
    /// <param name="category">The category of the record.</param>
    /// <param name="resourceType">The type of the resources that are spoken of; null for all.</param>
    public IReadOnlyList<string> ValuesOf(string field, string category, string? resourceType) => field switch
    {
        "eventCategory" => [category],
        "readOnly" => IsReadOnly ? s_true : s_false,
        "eventSource" => [Source],
        "eventName" => [Name],
        "eventType" => [Type],
        "errorCode" => ErrorCode is null ? [] : [ErrorCode],
        "userIdentity.arn" => IdentityArn is null ? [] : [IdentityArn],
        "sessionCredentialFromConsole" => IsFromConsole ? s_true : s_false,
        "resources.type" => [.. Resources.Select(static resource => resource.Type).OfType<string>(), .. ImpliedTypes()],
        "resources.ARN" => [.. ArnsOf(resourceType)],
        _ => [],
    };

    /// <summary>The ARNs of the resources of a type.</summary>
    public IEnumerable<string> ArnsOf(string? type)
    {
        var own = Resources.Where(resource => type is null || resource.Type == type).Select(static resource => resource.Arn).OfType<string>();

        // A call on the objects of a bucket at large, such as a listing, is on all that the bucket's name begins.
        return type == S3ObjectType && !HasObject
            ? Resources.Where(static resource => resource.Type == S3BucketType).Select(static resource => resource.Arn + "/")
            : own;
    }

    private bool HasObject => Resources.Exists(static resource => resource.Type == S3ObjectType);

    private IEnumerable<string> ImpliedTypes()
        => !HasObject && Resources.Exists(static resource => resource.Type == S3BucketType) ? [S3ObjectType] : [];

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("eventSource"u8))
        {
            Source = TextOf(ref reader) ?? "";
        }
        else if (reader.ValueTextEquals("eventName"u8))
        {
            Name = TextOf(ref reader) ?? "";
        }
        else if (reader.ValueTextEquals("eventType"u8))
        {
            Type = TextOf(ref reader) ?? "";
        }
        else if (reader.ValueTextEquals("errorCode"u8))
        {
            ErrorCode = TextOf(ref reader);
        }
        else if (reader.ValueTextEquals("readOnly"u8))
        {
            reader.Read();
            IsReadOnly = reader.TokenType == JsonTokenType.True;
        }
        else if (reader.ValueTextEquals("sessionCredentialFromConsole"u8))
        {
            IsFromConsole = TextOf(ref reader) == "true";
        }
        else if (reader.ValueTextEquals("userIdentity"u8))
        {
            ReadIdentity(ref reader);
        }
        else if (reader.ValueTextEquals("resources"u8))
        {
            ReadResources(ref reader);
        }
        else if (reader.ValueTextEquals("additionalEventData"u8))
        {
            ReadEndpoint(ref reader);
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private void ReadEndpoint(ref Utf8JsonReader reader)
    {
        reader.Read();
        var depth = reader.CurrentDepth;
        while (reader.TokenType != JsonTokenType.Null && reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("endpointType"u8))
            {
                IsGlobalEndpoint = TextOf(ref reader) == "global";
            }
        }
    }

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    private void ReadIdentity(ref Utf8JsonReader reader)
    {
        reader.Read();
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("arn"u8))
            {
                IdentityArn = TextOf(ref reader);
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private void ReadResources(ref Utf8JsonReader reader)
    {
        reader.Read();
        string? type = null;
        string? arn = null;
        while (reader.TokenType != JsonTokenType.Null && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                Resources.Add((type, arn));
                (type, arn) = (null, null);
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var isType = reader.ValueTextEquals("type"u8);
                var isArn = reader.ValueTextEquals("ARN"u8) || reader.ValueTextEquals("ARNPrefix"u8);
                var text = TextOf(ref reader);
                type = isType ? text : type;
                arn = isArn ? text : arn;
            }
        }
    }
}
