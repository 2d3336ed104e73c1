using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail.Logging;

namespace Holdfast.Services.CloudTrail.Trails;

/// <summary>Finds trails for operations, with CloudTrail's words for those that are not there.</summary>
internal static class TrailTable
{
    /// <summary>Names a trail that a request speaks of, with its tags for conditions.</summary>
    public static async ValueTask<Target> TrailTargetAsync(
        this Call call, string name, CancellationToken cancellationToken, params IEnumerable<ConditionKey> keys)
    {
        var arn = TrailName.ArnOf(call, name);
        var parts = arn.Split(':', 6);
        var found = parts.Length == 6 && parts[5].StartsWith("trail/", StringComparison.Ordinal)
            ? await call.FindTrailAsync(arn, parts[3], parts[5]["trail/".Length..], cancellationToken)
            : null;
        var tags = found?.Tags.Select(static tag => new ConditionKey($"aws:ResourceTag/{tag.Key}", tag.Value)) ?? [];
        return new(new Arn(arn)) { Context = [.. tags, .. keys] };
    }

    /// <summary>Finds a trail to read: by its ARN from everywhere, by its name in its home region.</summary>
    /// <exception cref="TrailNotFoundException">There is none.</exception>
    public static async ValueTask<Trail> TrailAsync(this Call call, string name, CancellationToken cancellationToken)
    {
        var (region, plain) = TrailName.Read(call, name);
        return await call.FindTrailAsync(name, region, plain, cancellationToken) ?? throw NotFound(call, name);
    }

    /// <summary>Finds a trail to change, which is possible in its home region alone.</summary>
    /// <exception cref="InvalidHomeRegionException">It has its home in another region.</exception>
    /// <exception cref="TrailNotFoundException">There is none.</exception>
    public static async ValueTask<Trail> OwnTrailAsync(this Call call, string name, CancellationToken cancellationToken)
    {
        var (region, plain) = TrailName.Read(call, name);
        var trail = await call.FindTrailAsync(name, region, plain, cancellationToken);
        if (trail is null && !TrailName.IsArn(name))
        {
            trail = (await call.SeenTrailsAsync(call.Region, cancellationToken)).FirstOrDefault(seen => seen.Name == plain);
        }

        return trail is null ? throw NotFound(call, name)
            : trail.HomeRegion == call.Region.Value ? trail
            : throw new InvalidHomeRegionException($"Trail {trail.Arn} can be changed only in its home region {trail.HomeRegion}.");
    }

    /// <summary>Finds how the delivery of a trail goes; every trail has it.</summary>
    public static async ValueTask<TrailLog> LogOfAsync(this Call call, Trail trail, CancellationToken cancellationToken)
        => await call.Transaction.FindAsync<TrailLog>(trail.Key, cancellationToken)
            ?? throw new System.Diagnostics.UnreachableException($"The trail {trail.Arn} has no log.");

    /// <summary>Lists the trails of the account in all regions.</summary>
    public static ValueTask<IReadOnlyList<Trail>> TrailsAsync(this Call call, CancellationToken cancellationToken)
        => call.Transaction.ListAsync<Trail>(Trail.PrefixOf(call.Account), after: null, Trail.MostPerAccount, cancellationToken);

    /// <summary>Lists the trails that are seen in a region.</summary>
    public static async ValueTask<IReadOnlyList<Trail>> SeenTrailsAsync(this Call call, Region region, CancellationToken cancellationToken)
        => [.. (await call.TrailsAsync(cancellationToken)).Where(trail => trail.IsSeenIn(region))];

    /// <summary>CloudTrail's words for a trail that is not there.</summary>
    public static TrailNotFoundException NotFound(Call call, string name) => new($"Unknown trail: {name} for the user: {call.Account}");

    private static ValueTask<Trail?> FindTrailAsync(this Call call, string name, string region, string plain, CancellationToken cancellationToken)
        => TrailName.IsArn(name) && name != Trail.ArnOf(new(region), call.Account, plain)
            ? new((Trail?)null)
            : call.Transaction.FindAsync<Trail>(Trail.KeyOf(call.Account, region, plain), cancellationToken);
}
