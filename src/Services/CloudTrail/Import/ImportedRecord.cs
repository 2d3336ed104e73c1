using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;

namespace Holdfast.Services.CloudTrail.Import;

/// <summary>What the import has to know of a record, read in one pass over its bytes.</summary>
internal sealed class ImportedRecord
{
    private readonly AuditRecord _record = new();

    /// <summary>The id as the record writes it.</summary>
    public string Id => _record.Id;

    /// <summary>When the event happened.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The account that received the event; null when it is none.</summary>
    public AccountId? Account { get; private set; }

    /// <summary>The region.</summary>
    public string Region => _record.Region;

    /// <summary>Whether it is a management event, of which the history consists.</summary>
    public bool IsManagement => _record.Category is null or "Management" && _record.IsManagement is not false;

    /// <summary>Whether event data stores of CloudTrail events have its kind; those of insights are others.</summary>
    public bool IsForStores => _record.Category is not ("Insight" or "ActivityAuditLog");

    /// <summary>The id as a value of fixed size; one that is no UUID is hashed.</summary>
    public Guid Key => KeyOf(Id);

    /// <summary>Reads a record.</summary>
    /// <returns>Why it is none; null when it is one.</returns>
    public string? Read(ReadOnlySpan<byte> record)
    {
        _record.Read(record);
        var isTime = DateTimeOffset.TryParse(_record.Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at);
        At = at;
        Account = AccountId.TryParse(_record.Recipient ?? _record.UserAccount, CultureInfo.InvariantCulture, out var account) ? account : null;
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
        Add(labels, "EventName", _record.Name);
        Add(labels, "EventSource", _record.Source);
        Add(labels, "ReadOnly", _record.ReadOnly);
        Add(labels, "AccessKeyId", _record.AccessKeyId);
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
                reader.Read();
                return KeyOf(reader.TokenType == JsonTokenType.String ? reader.GetString()! : "");
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

    private string? UsernameOf() => _record.UserType switch
    {
        "Root" => "root",
        "IAMUser" or "SAMLUser" or "WebIdentityUser" => _record.UserName,
        "AssumedRole" or "FederatedUser" => _record.UserArn?[(_record.UserArn.LastIndexOf('/') + 1)..],
        _ => null,
    };
}
