using System.Text.Json;

namespace Holdfast.Kernel;

/// <summary>What a record of a call says of who did what, read in one pass over its bytes; it is read into again and again.</summary>
public sealed class AuditRecord
{
    /// <summary><c>eventID</c>; empty when there is none.</summary>
    public string Id { get; private set; } = "";

    /// <summary><c>eventTime</c>.</summary>
    public string? Time { get; private set; }

    /// <summary><c>eventName</c>.</summary>
    public string? Name { get; private set; }

    /// <summary><c>eventSource</c>.</summary>
    public string? Source { get; private set; }

    /// <summary><c>awsRegion</c>; empty when there is none.</summary>
    public string Region { get; private set; } = "";

    /// <summary><c>recipientAccountId</c>.</summary>
    public string? Recipient { get; private set; }

    /// <summary><c>eventCategory</c>.</summary>
    public string? Category { get; private set; }

    /// <summary><c>readOnly</c>, as it is spelled.</summary>
    public string? ReadOnly { get; private set; }

    /// <summary><c>managementEvent</c>; null when the record does not say.</summary>
    public bool? IsManagement { get; private set; }

    /// <summary><c>userIdentity.type</c>.</summary>
    public string? UserType { get; private set; }

    /// <summary><c>userIdentity.principalId</c>.</summary>
    public string? PrincipalId { get; private set; }

    /// <summary><c>userIdentity.userName</c>.</summary>
    public string? UserName { get; private set; }

    /// <summary><c>userIdentity.arn</c>.</summary>
    public string? UserArn { get; private set; }

    /// <summary><c>userIdentity.accountId</c>.</summary>
    public string? UserAccount { get; private set; }

    /// <summary><c>userIdentity.accessKeyId</c>.</summary>
    public string? AccessKeyId { get; private set; }

    /// <summary>Reads a record.</summary>
    public void Read(ReadOnlySpan<byte> record)
    {
        Clear();
        var reader = new Utf8JsonReader(record);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("userIdentity"u8))
            {
                ReadIdentity(ref reader);
            }
            else
            {
                ReadMember(ref reader);
            }
        }
    }

    private void Clear()
    {
        (Id, Time, Name, Source, Region, Recipient, Category, ReadOnly, IsManagement) = ("", null, null, null, "", null, null, null, null);
        (UserType, PrincipalId, UserName, UserArn, UserAccount, AccessKeyId) = (null, null, null, null, null, null);
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("eventID"u8))
        {
            Id = TextOf(ref reader) ?? "";
        }
        else if (reader.ValueTextEquals("eventTime"u8))
        {
            Time = TextOf(ref reader);
        }
        else if (reader.ValueTextEquals("eventName"u8))
        {
            Name = TextOf(ref reader);
        }
        else if (reader.ValueTextEquals("eventSource"u8))
        {
            Source = TextOf(ref reader);
        }
        else if (reader.ValueTextEquals("awsRegion"u8))
        {
            Region = TextOf(ref reader) ?? "";
        }
        else if (reader.ValueTextEquals("recipientAccountId"u8))
        {
            Recipient = TextOf(ref reader);
        }
        else if (reader.ValueTextEquals("eventCategory"u8))
        {
            Category = TextOf(ref reader);
        }
        else if (reader.ValueTextEquals("readOnly"u8))
        {
            ReadOnly = TextOf(ref reader);
        }
        else if (reader.ValueTextEquals("managementEvent"u8))
        {
            IsManagement = TextOf(ref reader) != "false";
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadIdentity(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                UserType = TextOf(ref reader);
            }
            else if (reader.ValueTextEquals("principalId"u8))
            {
                PrincipalId = TextOf(ref reader);
            }
            else if (reader.ValueTextEquals("userName"u8))
            {
                UserName = TextOf(ref reader);
            }
            else if (reader.ValueTextEquals("arn"u8))
            {
                UserArn = TextOf(ref reader);
            }
            else if (reader.ValueTextEquals("accountId"u8))
            {
                UserAccount = TextOf(ref reader);
            }
            else if (reader.ValueTextEquals("accessKeyId"u8))
            {
                AccessKeyId = TextOf(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    // The value of the member that the reader stands at; truth in its own words, and nothing of values that are no texts.
    private static string? TextOf(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            default:
                reader.Skip();
                return null;
        }
    }
}
