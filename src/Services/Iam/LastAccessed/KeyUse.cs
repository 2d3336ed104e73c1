using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>When an access key last signed a call, where and for which service.</summary>
/// <remarks>Kept apart from the key, so that a use does not make stale what was read to verify signatures.</remarks>
internal sealed record KeyUse : IRecord<KeyUse>
{
    /// <inheritdoc/>
    public static RecordType<KeyUse> Type { get; } = new("iam/key-uses", IamJson.Default.KeyUse);

    /// <summary>The account of the key.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The access key id.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>When it was used, to the second.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The region of the call.</summary>
    public required string Region { get; init; }

    /// <summary>The namespace of the service, such as <c>iam</c>.</summary>
    public required string Service { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, AccessKeyId);

    /// <summary>The key of the last use of an access key.</summary>
    public static string KeyOf(AccountId account, string accessKeyId) => PrefixOf(account) + accessKeyId;

    /// <summary>What the keys of the last uses of all access keys of an account start with.</summary>
    public static string PrefixOf(AccountId account) => account.Value + "/";
}
