using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.CredentialReports;

/// <summary>The latest credential report of an account.</summary>
internal sealed record CredentialReport : IRecord<CredentialReport>
{
    /// <summary>How long a report is good: "once every four hours" (IAM User Guide, "Generate credential reports").</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(4);

    /// <inheritdoc/>
    public static RecordType<CredentialReport> Type { get; } = new("iam/credential-reports", IamJson.Default.CredentialReport);

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>When it was made, to the second; null while it is not.</summary>
    public DateTimeOffset? GeneratedAt { get; init; }

    /// <summary>The report, compressed with gzip; null while it is not made.</summary>
    public byte[]? Content { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => Account.Value;

    /// <summary>Says whether a report that was made is too old to be given.</summary>
    public bool IsExpired(DateTimeOffset now) => GeneratedAt + Kept <= now;
}
