namespace Holdfast.Services.CloudTrail.Selectors;

/// <summary>What selectors may say, from the pages of <c>PutEventSelectors</c> and <c>AdvancedFieldSelector</c> in the API reference.</summary>
internal static class SelectorRules
{
    /// <summary>The most basic selectors of a trail.</summary>
    public const int BasicMax = 5;

    /// <summary>The most data resources of a trail, all basic selectors together.</summary>
    public const int DataResourcesMax = 250;

    /// <summary>The most values of all conditions of all advanced selectors together.</summary>
    public const int ConditionsMax = 500;

    // The types that basic selectors know, with the beginning that all ARNs of the type have.
    private static readonly Dictionary<string, string> s_dataTypes = new(StringComparer.Ordinal)
    {
        ["AWS::S3::Object"] = ":s3",
        ["AWS::Lambda::Function"] = ":lambda",
        ["AWS::DynamoDB::Table"] = ":dynamodb",
    };

    private static readonly string[] s_excludable = ["kms.amazonaws.com", "rdsdata.amazonaws.com"];

    private static readonly Dictionary<string, string[]> s_fields = new(StringComparer.Ordinal)
    {
        ["Management"] = ["eventCategory", "readOnly", "eventSource"],
        ["Data"] =
        [
            "eventCategory", "readOnly", "eventSource", "eventName", "eventType", "resources.type", "resources.ARN", "sessionCredentialFromConsole", "userIdentity.arn",
        ],
        ["NetworkActivity"] = ["eventCategory", "eventSource", "eventName", "errorCode", "vpcEndpointId", "userIdentity.arn"],
    };

    private static readonly string[] s_equalityFields = ["eventCategory", "readOnly", "resources.type", "errorCode", "sessionCredentialFromConsole"];

    /// <summary>Reads basic selectors.</summary>
    /// <exception cref="InvalidEventSelectorsException">They say what they may not.</exception>
    public static IReadOnlyList<BasicSelector> Read(IReadOnlyList<EventSelectorShape> shapes)
    {
        if (shapes.Count is 0 or > BasicMax)
        {
            throw new InvalidEventSelectorsException($"The number of event selectors must be between 1 and {BasicMax}.");
        }

        List<BasicSelector> selectors = [.. shapes.Select(static shape => new BasicSelector(
            shape.ReadWriteType ?? ReadWriteType.All,
            shape.IncludeManagementEvents ?? true,
            [.. (shape.DataResources ?? []).Select(static resources => new SelectedResources(resources.Type ?? "", [.. resources.Values ?? []]))],
            [.. shape.ExcludeManagementEventSources ?? []]))];
        if (selectors.Sum(static selector => selector.DataResources.Sum(static resources => resources.Values.Count)) > DataResourcesMax)
        {
            throw new InvalidEventSelectorsException($"The total number of data resources exceeds the maximum of {DataResourcesMax}.");
        }

        selectors.ForEach(Check);
        return selectors;
    }

    /// <summary>Reads advanced selectors.</summary>
    /// <exception cref="InvalidEventSelectorsException">They say what they may not.</exception>
    public static IReadOnlyList<AdvancedSelector> Read(IReadOnlyList<AdvancedEventSelectorShape> shapes)
    {
        if (shapes.Count == 0)
        {
            throw new InvalidEventSelectorsException("At least one advanced event selector must be specified.");
        }

        List<AdvancedSelector> selectors = [.. shapes.Select(static shape => new AdvancedSelector(shape.Name, [.. shape.FieldSelectors.Select(Read)]))];
        if (selectors.Sum(static selector => selector.Fields.Sum(static field => field.Count)) > ConditionsMax)
        {
            throw new InvalidEventSelectorsException($"The total number of conditions in the advanced event selectors exceeds the maximum of {ConditionsMax}.");
        }

        selectors.ForEach(Check);
        return selectors;
    }

    private static FieldSelector Read(AdvancedFieldSelectorShape shape) => new(shape.Field)
    {
        EqualTo = ListOf(shape.EqualsMember),
        StartsWith = ListOf(shape.StartsWith),
        EndsWith = ListOf(shape.EndsWith),
        NotEqualTo = ListOf(shape.NotEquals),
        NotStartsWith = ListOf(shape.NotStartsWith),
        NotEndsWith = ListOf(shape.NotEndsWith),
    };

    private static string[]? ListOf(IReadOnlyList<string>? values) => values is null ? null : [.. values];

    private static void Check(BasicSelector selector)
    {
        if (selector.ReadWriteType is not (ReadWriteType.All or ReadWriteType.ReadOnly or ReadWriteType.WriteOnly))
        {
            throw Invalid(selector.ReadWriteType, "ReadWriteType");
        }

        foreach (var source in selector.ExcludedSources)
        {
            if (!s_excludable.Contains(source, StringComparer.Ordinal) || !selector.IncludesManagement)
            {
                throw Invalid(source, "ExcludeManagementEventSources");
            }
        }

        foreach (var resources in selector.DataResources)
        {
            if (!s_dataTypes.TryGetValue(resources.Type, out var service))
            {
                throw Invalid(resources.Type, "DataResources.Type");
            }

            if (resources.Values.FirstOrDefault(value => !IsArnOf(value, service)) is { } wrong)
            {
                throw Invalid(wrong, "DataResources.Values");
            }
        }
    }

    // "arn:aws:s3" and "arn:aws:s3:::" are all objects; wildcards are none of this language.
    private static bool IsArnOf(string value, string service)
    {
        var at = value.IndexOf(service, StringComparison.Ordinal);
        return at > 0
            && value[..at] is "arn:aws" or "arn:aws-us-gov" or "arn:aws-cn"
            && (value.Length == at + service.Length || value[at + service.Length] == ':')
            && !value.Contains('*', StringComparison.Ordinal);
    }

    private static void Check(AdvancedSelector selector)
    {
        var category = selector.Fields.FirstOrDefault(static field => field.Field == "eventCategory") is { IsEqualityOnly: true, EqualTo: [var only] } ? only : null;
        if (category is null || !s_fields.TryGetValue(category, out var known))
        {
            throw new InvalidEventSelectorsException("Each advanced event selector must have an eventCategory that equals Management, Data or NetworkActivity.");
        }

        foreach (var field in selector.Fields)
        {
            CheckField(field, category, known);
        }

        if (selector.Fields.Select(static field => field.Field).Distinct(StringComparer.Ordinal).Count() != selector.Fields.Count)
        {
            throw new InvalidEventSelectorsException("A field can be used only once in the field selectors of an advanced event selector.");
        }

        var needed = category switch { "Data" => "resources.type", "NetworkActivity" => "eventSource", _ => "eventCategory" };
        if (!selector.Fields.Any(field => field.Field == needed))
        {
            throw new InvalidEventSelectorsException($"Advanced event selectors with the eventCategory {category} must have the field {needed}.");
        }
    }

    private static void CheckField(FieldSelector field, string category, string[] known)
    {
        if (!known.Contains(field.Field, StringComparer.Ordinal))
        {
            throw new InvalidEventSelectorsException($"The field {field.Field} is not valid for the eventCategory {category}.");
        }

        if (field.Count == 0)
        {
            throw new InvalidEventSelectorsException($"The field {field.Field} must have at least one operator.");
        }

        if (s_equalityFields.Contains(field.Field, StringComparer.Ordinal) && field is not { IsEqualityOnly: true, EqualTo.Count: 1 })
        {
            throw new InvalidEventSelectorsException($"The field {field.Field} can only have the operator Equals with one value.");
        }

        if (field is { Field: "readOnly" or "sessionCredentialFromConsole", EqualTo: [not ("true" or "false")] })
        {
            throw Invalid(field.EqualTo[0], field.Field);
        }

        if (category == "Management" && field.Field == "eventSource" && !IsExclusion(field))
        {
            throw new InvalidEventSelectorsException(
                "The field eventSource of management events can only have the operator NotEquals with the values kms.amazonaws.com and rdsdata.amazonaws.com.");
        }
    }

    private static bool IsExclusion(FieldSelector field)
        => field.NotEqualTo is { Count: > 0 } excluded
            && excluded.Count == field.Count
            && excluded.All(static source => s_excludable.Contains(source, StringComparer.Ordinal));

    private static InvalidEventSelectorsException Invalid(string value, string member) => new($"Value {value} for {member} is invalid.");
}
