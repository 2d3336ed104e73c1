using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>A report on the services that a user, group, role or policy gave access to, as of its completion.</summary>
internal sealed record AccessJob : IRecord<AccessJob>
{
    /// <inheritdoc/>
    public static RecordType<AccessJob> Type { get; } = new("iam/access-jobs", IamJson.Default.AccessJob);

    /// <summary>The account that asked.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The id, a UUID.</summary>
    public required string Id { get; init; }

    /// <summary>The ARN of the entity.</summary>
    public required string EntityArn { get; init; }

    /// <summary><c>SERVICE_LEVEL</c> or <c>ACTION_LEVEL</c>.</summary>
    public required string Granularity { get; init; }

    /// <summary>When it was asked for, to the second.</summary>
    public required DateTimeOffset CreateDate { get; init; }

    /// <summary>When it was made; null while it is not.</summary>
    public DateTimeOffset? CompletionDate { get; init; }

    /// <summary>The services, in the order of their namespaces; null while it is not made, and when the entity was gone by then.</summary>
    public IReadOnlyList<AccessedService>? Services { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, Id);

    /// <summary>The key of a report.</summary>
    public static string KeyOf(AccountId account, string id) => $"{account.Value}/{id}";
}

/// <summary>A service that is granted, with its last use.</summary>
/// <param name="Namespace">The namespace, such as <c>iam</c>.</param>
/// <param name="Last">The last use; null when it was not used as long as AWS tells.</param>
/// <param name="EntityArn">Who used it last; null when nobody did.</param>
/// <param name="Entities">How many users and roles used it.</param>
/// <param name="Actions">The actions that are followed; null unless they were asked for and the service has any here.</param>
internal sealed record AccessedService(
    string Namespace, ActionUse? Last, string? EntityArn, int Entities, IReadOnlyList<AccessedAction>? Actions);

/// <summary>An action that is granted, with its last use.</summary>
/// <param name="Name">The name without the service.</param>
/// <param name="Last">The last use; null when it was not used as long as AWS tells.</param>
/// <param name="EntityArn">Who used it last; null when nobody did.</param>
internal sealed record AccessedAction(string Name, ActionUse? Last, string? EntityArn);
