using System.Collections.Immutable;
using Holdfast.Policy.Conditions;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Services.Iam.Simulation;

/// <summary>What is simulated, whichever operation asks.</summary>
internal sealed record SimulationInput
{
    /// <summary>The actions, each with its service.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>The ARNs that each action is tried on; all resources when there are none.</summary>
    public required IReadOnlyList<string>? Resources { get; init; }

    /// <summary>The policies of the identity.</summary>
    public required IReadOnlyList<SimulatedPolicy> Policies { get; init; }

    /// <summary>The permissions boundary; null for none.</summary>
    public required SimulatedPolicy? Boundary { get; init; }

    /// <summary>The policy of each resource; null for none.</summary>
    public required SimulatedPolicy? ResourcePolicy { get; init; }

    /// <summary>The account, or its ARN, that owns the resources whose ARNs name none; the caller's when null.</summary>
    public required string? ResourceOwner { get; init; }

    /// <summary>Who calls.</summary>
    public required SimulatedCaller Caller { get; init; }

    /// <summary>The condition keys that the request gives.</summary>
    public required IReadOnlyList<(ConditionKey Key, ContextValue Value)> Context { get; init; }

    /// <summary>The scenario of <c>ec2:RunInstances</c>; null for none.</summary>
    public string? ResourceHandlingOption { get; init; }

    /// <summary>Where to go on; null for the first page.</summary>
    public string? Marker { get; init; }

    /// <summary>The most results of the answer.</summary>
    public int? MaxItems { get; init; }

    /// <summary>The service control policies of the caller's account, the root's level first; none outside of an organization.</summary>
    public ImmutableArray<PolicyLevel> ServiceControl { get; init; } = [];
}
