using System.Globalization;
using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>A version of a managed policy; it never changes.</summary>
internal sealed record ManagedPolicyVersion : IRecord<ManagedPolicyVersion>
{
    /// <inheritdoc/>
    public static RecordType<ManagedPolicyVersion> Type { get; } = new("iam/policy-versions", IamJson.Default.ManagedPolicyVersion);

    /// <summary>The account that the policy is in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The unique id of the policy.</summary>
    public required string PolicyId { get; init; }

    /// <summary>The number: 1 for <c>v1</c>.</summary>
    public required int Number { get; init; }

    /// <summary>The JSON, as it was given.</summary>
    public required string Document { get; init; }

    /// <summary>When it was made, to the second.</summary>
    public required DateTimeOffset CreateDate { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, PolicyId, Number);

    /// <summary>The key of the version of a number; they sort as numbers do.</summary>
    public static string KeyOf(AccountId account, string policyId, int number)
        => string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(account, policyId)}{number:D10}");

    /// <summary>What the keys of all versions of a policy start with.</summary>
    public static string PrefixOf(AccountId account, string policyId) => $"{PrefixOf(account)}{policyId}/";

    /// <summary>What the keys of all versions of all policies of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";
}
