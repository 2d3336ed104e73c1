using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail.Selectors;

/// <summary>Judges whether a trail selects an event; made once for a delivery, and used by one thread.</summary>
internal sealed class Selection
{
    private const string Management = "Management";
    private const string Data = "Data";

    private readonly EventFields _fields = new();
    private readonly IReadOnlyList<BasicSelector> _basic;
    private readonly IReadOnlyList<AdvancedSelector>? _advanced;
    private readonly bool _includesGlobalEvents;

    /// <summary>Prepares the selection of a trail.</summary>
    public Selection(Trail trail)
    {
        _basic = trail.BasicSelectors ?? [BasicSelector.Default];
        _advanced = trail.AdvancedSelectors;
        _includesGlobalEvents = trail.IncludesGlobalEvents;
        WantsManagement = _advanced?.Any(static selector => CategoryOf(selector) == Management) ?? _basic.Any(static selector => selector.IncludesManagement);
        WantsData = _advanced?.Any(static selector => CategoryOf(selector) == Data) ?? _basic.Any(static selector => selector.DataResources.Count > 0);
        WantsAllManagement = _includesGlobalEvents && (_advanced is null
            ? _basic.Any(static selector => selector is { IncludesManagement: true, ReadWriteType: ReadWriteType.All, ExcludedSources.Count: 0 })
            : _advanced.Any(static selector => selector.Fields is [{ Field: "eventCategory", EqualTo: [Management] }]));
    }

    /// <summary>Prepares the selection of an event data store.</summary>
    public Selection(IReadOnlyList<AdvancedSelector> selectors)
    {
        _basic = [];
        _advanced = selectors;
        _includesGlobalEvents = true;
        WantsManagement = selectors.Any(static selector => CategoryOf(selector) == Management);
        WantsData = selectors.Any(static selector => CategoryOf(selector) == Data);
        WantsAllManagement = selectors.Any(static selector => selector.Fields is [{ Field: "eventCategory", EqualTo: [Management] }]);
    }

    /// <summary>Whether any management event is selected.</summary>
    public bool WantsManagement { get; }

    /// <summary>Whether any data event is selected.</summary>
    public bool WantsData { get; }

    /// <summary>Whether every management event is, so that none has to be looked into.</summary>
    public bool WantsAllManagement { get; }

    /// <summary>Says whether an event is selected.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isData">Whether it is a data event; else it is a management event.</param>
    public bool Selects(ReadOnlySpan<byte> record, bool isData)
    {
        if (!isData && WantsAllManagement)
        {
            return true;
        }

        _fields.Read(record);
        if (!isData && !_includesGlobalEvents && IsGlobal())
        {
            return false;
        }

        return _advanced is { } advanced
            ? advanced.Any(selector => Fits(selector, isData ? Data : Management))
            : _basic.Any(selector => isData ? FitsData(selector) : FitsManagement(selector));
    }

    private static string? CategoryOf(AdvancedSelector selector)
        => selector.Fields.FirstOrDefault(static field => field.Field == "eventCategory")?.EqualTo?[0];

    // "Global service events": those of IAM, of the global endpoint of STS and of CloudFront.
    private bool IsGlobal() => _fields.Source switch
    {
        "iam.amazonaws.com" or "cloudfront.amazonaws.com" => true,
        "sts.amazonaws.com" => _fields.IsGlobalEndpoint,
        _ => false,
    };

    private bool FitsManagement(BasicSelector selector)
        => selector.IncludesManagement && FitsReadWrite(selector) && !selector.ExcludedSources.Contains(_fields.Source, StringComparer.Ordinal);

    private bool FitsReadWrite(BasicSelector selector) => selector.ReadWriteType switch
    {
        ReadWriteType.ReadOnly => _fields.IsReadOnly,
        ReadWriteType.WriteOnly => !_fields.IsReadOnly,
        _ => true,
    };

    private bool FitsData(BasicSelector selector)
        => FitsReadWrite(selector)
            && selector.DataResources.Any(wanted => _fields.ArnsOf(wanted.Type).Any(arn => wanted.Values.Any(value => IsOf(wanted.Type, arn, value))));

    // Objects are selected by how their ARNs begin; functions and tables by their whole ARNs; all by the service's ARN alone.
    private static bool IsOf(string type, string arn, string value)
        => type == "AWS::S3::Object" || value.Split(':').Length <= 3 ? arn.StartsWith(value, StringComparison.Ordinal) : arn == value;

    private bool Fits(AdvancedSelector selector, string category)
    {
        var type = selector.Fields.FirstOrDefault(static field => field.Field == "resources.type")?.EqualTo?[0];
        return selector.Fields.All(field => field.Fits(_fields.ValuesOf(field.Field, category, type)));
    }
}
