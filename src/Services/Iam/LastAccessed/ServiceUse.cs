using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>When a user, role or root user last called a service, and each of its operations.</summary>
internal sealed record ServiceUse : IRecord<ServiceUse>
{
    /// <summary>How long a use is told of: the tracking period of AWS is 400 days ("Refine permissions using last accessed information").</summary>
    public static readonly TimeSpan Tracked = TimeSpan.FromDays(400);

    /// <inheritdoc/>
    public static RecordType<ServiceUse> Type { get; } = new("iam/service-uses", IamJson.Default.ServiceUse);

    /// <summary>The account of the principal.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The unique id of the user or role; the account number for root.</summary>
    public required string PrincipalId { get; init; }

    /// <summary>The namespace of the service, such as <c>iam</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The last call of each operation, by the name of its action.</summary>
    public required IReadOnlyDictionary<string, ActionUse> Actions { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => PrefixOf(Account, PrincipalId) + Service;

    /// <summary>The last call of all.</summary>
    [JsonIgnore]
    public ActionUse Latest => Actions.Values.MaxBy(use => use.At)!;

    /// <summary>What the keys of all uses of a principal start with.</summary>
    public static string PrefixOf(AccountId account, string principalId) => $"{account.Value}/{principalId}/";

    /// <summary>Adds uses; of two of one action the later counts.</summary>
    /// <returns>The same object when nothing is new.</returns>
    public ServiceUse With(IEnumerable<Use> uses)
    {
        Dictionary<string, ActionUse>? actions = null;
        foreach (var use in uses)
        {
            var action = use.Operation.Action[(use.Operation.Action.IndexOf(':', StringComparison.Ordinal) + 1)..];
            var present = actions ?? Actions;
            if (!present.TryGetValue(action, out var known) || known.At < use.At)
            {
                (actions ??= new(Actions, StringComparer.Ordinal))[action] = new(use.At, use.Region.Value);
            }
        }

        return actions is null ? this : this with { Actions = actions };
    }
}

/// <summary>The last call of an operation.</summary>
/// <param name="At">When it was made, to the second.</param>
/// <param name="Region">The region of the call.</param>
internal sealed record ActionUse(DateTimeOffset At, string Region);
