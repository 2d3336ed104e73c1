using System.Collections.Immutable;

namespace Holdfast.Policy.Evaluation;

/// <summary>
/// All policies on the caller's side in one index, so that a decision looks once instead of once a policy.
/// </summary>
internal sealed class PreparedPolicies
{
    private PreparedPolicies(ActionIndex index, ulong serviceControlLevels)
    {
        Index = index;
        ServiceControlLevels = serviceControlLevels;
    }

    public ActionIndex Index { get; }

    /// <summary>The bits of the levels that must allow.</summary>
    public ulong ServiceControlLevels { get; }

    /// <summary>Prepares the caller's side; null for an organization nested deeper than any is.</summary>
    public static PreparedPolicies? Of(in ApplicablePolicies policies)
    {
        var levels = policies.ServiceControl.IsDefault ? [] : policies.ServiceControl;
        if (levels.Length > Layers.LevelLimit)
        {
            return null;
        }

        // What denies most comes first: service control policies and boundaries are written to deny.
        var entries = new List<(ulong? Service, ActionEntry Entry)>();
        var bits = 0ul;
        for (var i = 0; i < levels.Length; i++)
        {
            bits |= Layers.ServiceControlLevel(i);
            Add(entries, levels[i].Policies, Layers.ServiceControlLevel(i));
        }

        if (policies.Boundary is { } boundary)
        {
            Add(entries, [boundary], Layers.Boundary);
        }

        Add(entries, policies.Identity, Layers.Identity);
        Add(entries, policies.Groups, Layers.Identity);
        Add(entries, policies.Session, Layers.Session);
        return new(new(entries), bits);
    }

    private static void Add(
        List<(ulong? Service, ActionEntry Entry)> entries, ImmutableArray<CompiledPolicy> policies, ulong layer)
    {
        for (var i = 0; !policies.IsDefault && i < policies.Length; i++)
        {
            foreach (var (service, entry) in policies[i].Index.Entries())
            {
                entries.Add((service, entry with { Policy = policies[i], Layer = layer }));
            }
        }
    }
}
