using Holdfast.Services.CloudTrail.Selectors;

namespace Holdfast.Services.CloudTrail.Lake.Stores;

/// <summary>What the selectors of an event data store may say: those of trails, or that it holds events from outside.</summary>
internal static class LakeSelectors
{
    private const string Activities = "ActivityAuditLog";

    /// <summary>What a store takes in that was told nothing: all management events.</summary>
    public static IReadOnlyList<AdvancedSelector> Default { get; } =
        [new("Default management events", [new("eventCategory") { EqualTo = ["Management"] }])];

    /// <summary>Reads selectors.</summary>
    /// <exception cref="InvalidEventSelectorsException">They say what they may not.</exception>
    public static IReadOnlyList<AdvancedSelector> Read(IReadOnlyList<AdvancedEventSelectorShape> shapes)
    {
        if (!shapes.Any(IsOfActivities))
        {
            return SelectorRules.Read(shapes);
        }

        return shapes is [{ FieldSelectors.Count: 1 } only]
            ? [new(only.Name, [new("eventCategory") { EqualTo = [Activities] }])]
            : throw new InvalidEventSelectorsException($"The eventCategory {Activities} cannot be combined with other selectors.");
    }

    /// <summary>Whether selectors are those of a store of events from outside.</summary>
    public static bool IsOfActivities(IReadOnlyList<AdvancedSelector> selectors)
        => selectors is [{ Fields: [{ Field: "eventCategory", EqualTo: [Activities] }] }];

    private static bool IsOfActivities(AdvancedEventSelectorShape shape)
        => shape.FieldSelectors.Any(static field => field.Field == "eventCategory" && field.EqualsMember is { } values && values.Contains(Activities, StringComparer.Ordinal));
}
