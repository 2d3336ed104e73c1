using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.CloudTrail.Import;

/// <summary>What the import has to know of a record, read in one pass over its bytes.</summary>
internal sealed class ImportedRecord
{
    private string? _userType;
    private string? _userName;
    private string? _userArn;
    private string? _userAccount;
    private string? _accessKeyId;
    private string? _recipient;
    private string? _category;
    private bool? _isManagement;
    private string? _readOnly;
    private string? _name;
    private string? _source;

    /// <summary>The id as the record writes it.</summary>
    public string Id { get; private set; } = "";

    /// <summary>When the event happened.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The account that received the event; null when it is none.</summary>
    public AccountId? Account { get; private set; }

    /// <summary>The region.</summary>
    public string Region { get; private set; } = "";

    /// <summary>Whether it is a management event, of which the history consists.</summary>
    public bool IsManagement => _category is null or "Management" && _isManagement is not false;

    /// <summary>The id as a value of fixed size; one that is no UUID is hashed.</summary>
    public Guid Key => KeyOf(Id);

    /// <summary>Reads a record.</summary>
    /// <returns>Why it is none; null when it is one.</returns>
    public string? Read(ReadOnlySpan<byte> record)
    {
        Clear();
        var reader = new Utf8JsonReader(record);
        reader.Read();
        string? time = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("userIdentity"u8))
            {
                ReadIdentity(ref reader);
            }
            else if (reader.ValueTextEquals("eventTime"u8))
            {
                time = TextOf(ref reader);
            }
            else
            {
                ReadMember(ref reader);
            }
        }

        var isTime = DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at);
        At = at;
        Account = AccountId.TryParse(_recipient ?? _userAccount, CultureInfo.InvariantCulture, out var account) ? account : null;
        return Id.Length == 0 ? "A record has no eventID."
            : !isTime ? "A record has no eventTime, or one that is no time."
            : Region.Length == 0 ? "A record has no awsRegion."
            : Account is null ? "A record does not say whose it is: neither recipientAccountId nor userIdentity.accountId is an account."
            : null;
    }

    /// <summary>The labels by which the history finds it, those of resources included.</summary>
    public IReadOnlyList<string> Labels(IReadOnlyList<EventResource> resources)
    {
        var labels = new List<string>(8) { $"EventId={Id}" };
        Add(labels, "EventName", _name);
        Add(labels, "EventSource", _source);
        Add(labels, "ReadOnly", _readOnly);
        Add(labels, "AccessKeyId", _accessKeyId);
        Add(labels, "Username", UsernameOf());
        foreach (var resource in resources)
        {
            Add(labels, "ResourceType", resource.Type);
            Add(labels, "ResourceName", resource.Name);
        }

        return labels;
    }

    /// <summary>The id of a record that is kept.</summary>
    public static Guid KeyOf(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("eventID"u8))
            {
                return KeyOf(TextOf(ref reader) ?? "");
            }

            reader.Skip();
        }

        return default;
    }

    private static Guid KeyOf(string id)
        => Guid.TryParse(id, out var key) ? key : new(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));

    private static void Add(List<string> labels, string attribute, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            var label = $"{attribute}={value}";
            if (!labels.Contains(label))
            {
                labels.Add(label);
            }
        }
    }

    private void Clear()
    {
        (_userType, _userName, _userArn, _userAccount, _accessKeyId) = (null, null, null, null, null);
        (_recipient, _category, _isManagement, _readOnly, _name, _source) = (null, null, null, null, null, null);
        (Id, Region, Account, At) = ("", "", null, default);
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("eventID"u8))
        {
            Id = TextOf(ref reader) ?? "";
        }
        else if (reader.ValueTextEquals("eventName"u8))
        {
            _name = TextOf(ref reader);
        }
        else if (reader.ValueTextEquals("eventSource"u8))
        {
            _source = TextOf(ref reader);
        }
        else if (reader.ValueTextEquals("awsRegion"u8))
        {
            Region = TextOf(ref reader) ?? "";
        }
        else if (reader.ValueTextEquals("recipientAccountId"u8))
        {
            _recipient = TextOf(ref reader);
        }
        else if (reader.ValueTextEquals("eventCategory"u8))
        {
            _category = TextOf(ref reader);
        }
        else if (reader.ValueTextEquals("readOnly"u8))
        {
            _readOnly = TextOf(ref reader);
        }
        else if (reader.ValueTextEquals("managementEvent"u8))
        {
            _isManagement = TextOf(ref reader) != "false";
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
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                _userType = TextOf(ref reader);
            }
            else if (reader.ValueTextEquals("userName"u8))
            {
                _userName = TextOf(ref reader);
            }
            else if (reader.ValueTextEquals("arn"u8))
            {
                _userArn = TextOf(ref reader);
            }
            else if (reader.ValueTextEquals("accountId"u8))
            {
                _userAccount = TextOf(ref reader);
            }
            else if (reader.ValueTextEquals("accessKeyId"u8))
            {
                _accessKeyId = TextOf(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private string? UsernameOf() => _userType switch
    {
        "Root" => "root",
        "IAMUser" or "SAMLUser" or "WebIdentityUser" => _userName,
        "AssumedRole" or "FederatedUser" => _userArn?[(_userArn.LastIndexOf('/') + 1)..],
        _ => null,
    };

    // The value of the member that the reader stands at; values that are no texts in their own words.
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
