namespace Holdfast.Services.CloudTrail.Selectors;

/// <summary>A basic event selector, complete.</summary>
/// <param name="ReadWriteType">Which events: <c>ReadOnly</c>, <c>WriteOnly</c> or <c>All</c>.</param>
/// <param name="IncludesManagement">Whether management events are selected.</param>
/// <param name="DataResources">The resources whose data events are selected.</param>
/// <param name="ExcludedSources">The services whose management events are not.</param>
internal sealed record BasicSelector(
    string ReadWriteType, bool IncludesManagement, IReadOnlyList<SelectedResources> DataResources, IReadOnlyList<string> ExcludedSources)
{
    /// <summary>What a trail selects that was told nothing: all management events.</summary>
    public static BasicSelector Default { get; } = new(CloudTrail.ReadWriteType.All, true, [], []);

    /// <summary>The selector as answers show it.</summary>
    public EventSelectorShape ToShape() => new()
    {
        ReadWriteType = ReadWriteType,
        IncludeManagementEvents = IncludesManagement,
        DataResources = [.. DataResources.Select(static resources => new DataResourceShape { Type = resources.Type, Values = [.. resources.Values] })],
        ExcludeManagementEventSources = [.. ExcludedSources],
    };
}

/// <summary>Resources of a type whose data events are selected.</summary>
/// <param name="Type">The type, such as <c>AWS::S3::Object</c>.</param>
/// <param name="Values">How their ARNs begin.</param>
internal sealed record SelectedResources(string Type, IReadOnlyList<string> Values);

/// <summary>An advanced event selector.</summary>
/// <param name="Name">The name that its maker gave it; null for none.</param>
/// <param name="Fields">What must hold of an event, all of it.</param>
internal sealed record AdvancedSelector(string? Name, IReadOnlyList<FieldSelector> Fields)
{
    /// <summary>The selector as answers show it.</summary>
    public AdvancedEventSelectorShape ToShape() => new() { Name = Name, FieldSelectors = [.. Fields.Select(static field => field.ToShape())] };
}

/// <summary>What must hold of a field of an event.</summary>
/// <param name="Field">The field, such as <c>eventCategory</c>.</param>
internal sealed record FieldSelector(string Field)
{
    /// <summary>Values that it may be.</summary>
    public IReadOnlyList<string>? EqualTo { get; init; }

    /// <summary>Beginnings that it may have.</summary>
    public IReadOnlyList<string>? StartsWith { get; init; }

    /// <summary>Ends that it may have.</summary>
    public IReadOnlyList<string>? EndsWith { get; init; }

    /// <summary>Values that it must not be.</summary>
    public IReadOnlyList<string>? NotEqualTo { get; init; }

    /// <summary>Beginnings that it must not have.</summary>
    public IReadOnlyList<string>? NotStartsWith { get; init; }

    /// <summary>Ends that it must not have.</summary>
    public IReadOnlyList<string>? NotEndsWith { get; init; }

    /// <summary>Whether it says nothing but what the field equals.</summary>
    public bool IsEqualityOnly => EqualTo is not null && StartsWith is null && EndsWith is null && NotEqualTo is null && NotStartsWith is null && NotEndsWith is null;

    /// <summary>How many values it has, all operators together.</summary>
    public int Count => CountOf(EqualTo) + CountOf(StartsWith) + CountOf(EndsWith) + CountOf(NotEqualTo) + CountOf(NotStartsWith) + CountOf(NotEndsWith);

    /// <summary>Says whether a field of some values fits: one that is selected is among them, and none that is not.</summary>
    /// <remarks>"Filtering data events by using advanced event selectors": conditions that deselect are joined by AND, those that select by OR.</remarks>
    public bool Fits(IReadOnlyList<string> values)
    {
        var selects = EqualTo is null && StartsWith is null && EndsWith is null;
        foreach (var value in values)
        {
            if (HasAny(NotEqualTo, value, static (value, text) => value == text)
                || HasAny(NotStartsWith, value, static (value, text) => value.StartsWith(text, StringComparison.Ordinal))
                || HasAny(NotEndsWith, value, static (value, text) => value.EndsWith(text, StringComparison.Ordinal)))
            {
                return false;
            }

            selects = selects
                || HasAny(EqualTo, value, static (value, text) => value == text)
                || HasAny(StartsWith, value, static (value, text) => value.StartsWith(text, StringComparison.Ordinal))
                || HasAny(EndsWith, value, static (value, text) => value.EndsWith(text, StringComparison.Ordinal));
        }

        return selects;
    }

    /// <summary>The selector as answers show it.</summary>
    public AdvancedFieldSelectorShape ToShape() => new()
    {
        Field = Field,
        EqualsMember = EqualTo is null ? null : [.. EqualTo],
        StartsWith = StartsWith is null ? null : [.. StartsWith],
        EndsWith = EndsWith is null ? null : [.. EndsWith],
        NotEquals = NotEqualTo is null ? null : [.. NotEqualTo],
        NotStartsWith = NotStartsWith is null ? null : [.. NotStartsWith],
        NotEndsWith = NotEndsWith is null ? null : [.. NotEndsWith],
    };

    private static int CountOf(IReadOnlyList<string>? values) => values?.Count ?? 0;

    private static bool HasAny(IReadOnlyList<string>? texts, string value, Func<string, string, bool> fits)
    {
        for (var i = 0; i < CountOf(texts); i++)
        {
            if (fits(value, texts![i]))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>An insight that is wanted of a trail.</summary>
/// <param name="Type">The type, such as <c>ApiCallRateInsight</c>.</param>
/// <param name="Categories">The categories of the events that it is about; null for management events.</param>
internal sealed record WantedInsight(string Type, IReadOnlyList<string>? Categories)
{
    /// <summary>The selector as answers show it.</summary>
    public InsightSelectorShape ToShape() => new() { InsightType = Type, EventCategories = Categories is null ? null : [.. Categories] };
}
