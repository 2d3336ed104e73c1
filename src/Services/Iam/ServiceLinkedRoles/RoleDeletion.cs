using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.ServiceLinkedRoles;

/// <summary>A request to delete a service-linked role, which is done in steps after it was answered.</summary>
internal sealed record RoleDeletion : IRecord<RoleDeletion>
{
    /// <summary>What its task ids begin with.</summary>
    public const string TaskPrefix = "task" + Roles.Role.ReservedPath;

    /// <summary>How long one step takes to the next.</summary>
    public static readonly TimeSpan StepDelay = TimeSpan.FromSeconds(1);

    /// <summary>How long it is told of after its end.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Finds the request that is under way for a role.</summary>
    public static RecordIndex<RoleDeletion> ByPendingRole { get; } = new("pending-role", deletion => deletion.IsPending ? deletion.RoleId : null);

    /// <inheritdoc/>
    public static RecordType<RoleDeletion> Type { get; } = new("iam/role-deletions", IamJson.Default.RoleDeletion, ByPendingRole);

    /// <summary>The account of the role.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The number of the task: a UUID.</summary>
    public required string TaskNumber { get; init; }

    /// <summary>The service that the role is linked to.</summary>
    public required string Service { get; init; }

    /// <summary>The name of the role.</summary>
    public required string RoleName { get; init; }

    /// <summary>The unique id of the role.</summary>
    public required string RoleId { get; init; }

    /// <summary>How far it is, as the model words it.</summary>
    public required string Status { get; init; }

    /// <summary>The region in which the role is used, when that is why it was not deleted; null otherwise.</summary>
    public string? UsedInRegion { get; init; }

    /// <summary>Whether it is under way.</summary>
    [JsonIgnore]
    public bool IsPending => Status is DeletionTaskStatusType.NotStarted or DeletionTaskStatusType.InProgress;

    /// <summary>The id that callers ask by.</summary>
    [JsonIgnore]
    public string TaskId => $"{TaskPrefix}{Service}/{RoleName}/{TaskNumber}";

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, TaskNumber);

    /// <summary>The key of the request of a number.</summary>
    public static string KeyOf(AccountId account, string taskNumber) => $"{account.Value}/{taskNumber}";
}
