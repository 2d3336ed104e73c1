using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Organizations;

/// <summary>Which features of central root access an organization has enabled; kept under its management account.</summary>
internal sealed record OrganizationFeatures : IRecord<OrganizationFeatures>
{
    /// <inheritdoc/>
    public static RecordType<OrganizationFeatures> Type { get; } = new("iam/organization-features", IamJson.Default.OrganizationFeatures);

    /// <summary>The management account.</summary>
    public required AccountId ManagementAccount { get; init; }

    /// <summary>The id of the organization: another one of the same account begins anew.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The names of the features that are enabled, in their order in the model.</summary>
    public required IReadOnlyList<string> Enabled { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => ManagementAccount.Value;
}
