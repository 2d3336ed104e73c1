using Holdfast.Store;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>Makes the report on what an entity gave access to.</summary>
/// <param name="uses">What was last used.</param>
internal sealed class AccessReport(LastUses uses)
{
    /// <summary>Makes the report.</summary>
    /// <param name="transaction">What is read through.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="hasActions">Whether the actions of services are told too.</param>
    /// <param name="now">As of when.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<IReadOnlyList<AccessedService>> MakeAsync(
        IReadTransaction transaction, AccessedEntity entity, bool hasActions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var grants = (await GrantingPolicy.ReadAsync(transaction, entity, cancellationToken)).Select(policy => new ServiceGrants(policy.Document)).ToList();
        var used = new Dictionary<string, List<(AccessingEntity Entity, ServiceUse Use)>>(StringComparer.Ordinal);
        foreach (var accessing in await entity.AccessingAsync(transaction, cancellationToken))
        {
            foreach (var use in await uses.OfPrincipalAsync(transaction, entity.Account, accessing.Id, cancellationToken))
            {
                if (!used.TryGetValue(use.Service, out var list))
                {
                    used[use.Service] = list = [];
                }

                list.Add((accessing, use));
            }
        }

        var since = now - ServiceUse.Tracked;
        var services = new List<AccessedService>();
        foreach (var service in ServiceNames.All.Keys.Where(service => grants.Exists(grant => grant.OfService(service))))
        {
            var ofService = used.GetValueOrDefault(service) ?? [];
            var (last, entityArn) = LastOf(ofService.Select(use => (use.Entity, Use: (ActionUse?)use.Use.Latest)), since);
            services.Add(new(
                service,
                last,
                entityArn,
                ofService.Count(use => use.Use.Latest.At >= since),
                hasActions ? ActionsOf(service, grants, ofService, since) : null));
        }

        return services;
    }

    private static (ActionUse? Last, string? EntityArn) LastOf(IEnumerable<(AccessingEntity Entity, ActionUse? Use)> uses, DateTimeOffset since)
    {
        var last = uses.Where(use => use.Use?.At >= since).OrderByDescending(use => use.Use!.At).FirstOrDefault();
        return (last.Use, last.Entity?.Arn);
    }

    // Only actions whose calls are recorded here are followed.
    private List<AccessedAction>? ActionsOf(
        string service, List<ServiceGrants> grants, List<(AccessingEntity Entity, ServiceUse Use)> used, DateTimeOffset since)
    {
        if (!uses.Services.TryGetValue(service, out var model))
        {
            return null;
        }

        var names = model.Operations
            .Where(operation => !operation.IsUnrecorded)
            .Select(operation => operation.Action[(operation.Action.IndexOf(':', StringComparison.Ordinal) + 1)..])
            .Distinct(StringComparer.Ordinal)
            .Where(action => grants.Exists(grant => grant.OfAction(service, action)))
            .Order(StringComparer.Ordinal);
        var actions = new List<AccessedAction>();
        foreach (var name in names)
        {
            var (last, entityArn) = LastOf(used.Select(use => (use.Entity, use.Use.Actions.GetValueOrDefault(name))), since);
            actions.Add(new(name, last, entityArn));
        }

        return actions;
    }
}
