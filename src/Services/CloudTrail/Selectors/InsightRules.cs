using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail.Selectors;

/// <summary>Which insights may be wanted.</summary>
internal static class InsightRules
{
    /// <summary>The trail that a request speaks of: the parameters of event data stores do not go with it.</summary>
    /// <exception cref="InvalidParameterCombinationException">Both are named.</exception>
    /// <exception cref="InvalidParameterException">Neither is, or an event data store, of which there are none here yet.</exception>
    public static string TrailNameOf(string? trailName, string? eventDataStore) => (trailName, eventDataStore) switch
    {
        ({ } name, null) => name,
        (not null, not null) => throw new InvalidParameterCombinationException("You cannot specify a trail name together with an event data store."),
        (null, not null) => throw new InvalidParameterException($"The event data store {eventDataStore} does not exist."),
        (null, null) => throw new InvalidParameterException("You must specify a trail name or an event data store."),
    };

    /// <summary>Checks what is wanted of a trail.</summary>
    /// <exception cref="InvalidInsightSelectorsException">A type is wanted twice or not known, or is about events that the trail does not log.</exception>
    public static void Check(Trail trail, IReadOnlyList<WantedInsight> wanted)
    {
        if (wanted.FirstOrDefault(static insight => insight.Type is not (InsightType.ApiCallRateInsight or InsightType.ApiErrorRateInsight)) is { } unknown)
        {
            throw new InvalidInsightSelectorsException($"The insight type {unknown.Type} is not valid.");
        }

        if (wanted.Select(static insight => insight.Type).Distinct(StringComparer.Ordinal).Count() != wanted.Count)
        {
            throw new InvalidInsightSelectorsException("An insight type can be specified only once.");
        }

        if (wanted.Count > 0 && !new Selection(trail).WantsManagement)
        {
            throw new InvalidInsightSelectorsException("Insights can be enabled only on a trail that logs management events.");
        }
    }
}
