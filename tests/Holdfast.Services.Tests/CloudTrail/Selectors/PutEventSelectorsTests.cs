using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Selectors;

namespace Holdfast.Services.Tests.CloudTrail.Selectors;

public sealed class PutEventSelectorsTests : TrailTests
{
    private static readonly AdvancedFieldSelectorShape Data = new() { Field = "eventCategory", EqualsMember = ["Data"] };
    private static readonly AdvancedFieldSelectorShape Management = new() { Field = "eventCategory", EqualsMember = ["Management"] };
    private static readonly AdvancedFieldSelectorShape Objects = new() { Field = "resources.type", EqualsMember = ["AWS::S3::Object"] };

    [Fact]
    public async Task Fills_in_what_a_basic_selector_leaves_out_and_answers_what_is_kept()
    {
        await GivenTrailAsync();

        var response = await PutAsync(new EventSelectorShape { ReadWriteType = "WriteOnly" });

        var selector = Assert.Single(response.EventSelectors!);
        Assert.Equal(("WriteOnly", true, 0, 0), (selector.ReadWriteType, selector.IncludeManagementEvents, selector.DataResources!.Count, selector.ExcludeManagementEventSources!.Count));
        Assert.Equal(ArnOf(), response.TrailARN);
        Assert.NotNull((await TrailAsync())!.BasicSelectors);
    }

    [Fact]
    public async Task Advanced_selectors_take_the_place_of_basic_ones_and_the_other_way_round()
    {
        await GivenTrailAsync();
        await PutAsync(new EventSelectorShape());

        await PutAdvancedAsync(Data, Objects);
        Assert.Null((await TrailAsync())!.BasicSelectors);
        Assert.Equal(["eventCategory", "resources.type"], (await TrailAsync())!.AdvancedSelectors![0].Fields.Select(field => field.Field));
        await PutAsync(new EventSelectorShape());

        Assert.Null((await TrailAsync())!.AdvancedSelectors);
    }

    public static TheoryData<string> BasicFaults() => ["type", "none", "six", "resourceType", "wildcard", "arn", "source", "sourceWithoutManagement", "many"];

    [Theory]
    [MemberData(nameof(BasicFaults))]
    public async Task Refuses_basic_selectors_that_cannot_be(string fault)
    {
        await GivenTrailAsync();
        static EventSelectorShape Resources(string type, params string[] values) => new() { DataResources = [new() { Type = type, Values = values }] };
        EventSelectorShape[] selectors = fault switch
        {
            "type" => [new() { ReadWriteType = "read-only" }],
            "none" => [],
            "six" => [new(), new(), new(), new(), new(), new()],
            "resourceType" => [Resources("AWS::S3::Bucket", "arn:aws:s3")],
            "wildcard" => [Resources("AWS::S3::Object", "arn:aws:s3:::*")],
            "arn" => [Resources("AWS::S3::Object", "arn:aws:lambda")],
            "source" => [new() { ExcludeManagementEventSources = ["iam.amazonaws.com"] }],
            "sourceWithoutManagement" => [new() { IncludeManagementEvents = false, ExcludeManagementEventSources = ["kms.amazonaws.com"] }],
            _ => [Resources("AWS::S3::Object", [.. Enumerable.Range(0, 251).Select(static number => $"arn:aws:s3:::b{number}/")])],
        };

        var error = await RefusedAsync("InvalidEventSelectorsException", () => PutAsync(selectors));

        Assert.Equal(fault != "wildcard", error.Message != "Value arn:aws:s3:::* for DataResources.Values is invalid.");
    }

    public static TheoryData<string> AdvancedFaults()
        => ["none", "noCategory", "twoCategories", "category", "noType", "field", "twice", "noOperator", "operator", "value", "source", "sourceOperator", "networkSource", "many"];

    [Theory]
    [MemberData(nameof(AdvancedFaults))]
    public async Task Refuses_advanced_selectors_that_cannot_be(string fault)
    {
        await GivenTrailAsync();
        AdvancedFieldSelectorShape[] fields = fault switch
        {
            "noCategory" => [Objects],
            "twoCategories" => [new() { Field = "eventCategory", EqualsMember = ["Data", "Management"] }],
            "category" => [new() { Field = "eventCategory", EqualsMember = ["Insight"] }],
            "noType" => [Data],
            "field" => [Data, Objects, new() { Field = "vpcEndpointId", EqualsMember = ["vpce-1"] }],
            "twice" => [Data, Objects, Objects],
            "noOperator" => [Data, Objects, new() { Field = "eventName" }],
            "operator" => [Data, new() { Field = "resources.type", StartsWith = ["AWS::S3"] }],
            "value" => [Management, new() { Field = "readOnly", EqualsMember = ["yes"] }],
            "source" => [Management, new() { Field = "eventSource", NotEquals = ["iam.amazonaws.com"] }],
            "sourceOperator" => [Management, new() { Field = "eventSource", EqualsMember = ["kms.amazonaws.com"] }],
            "networkSource" => [new() { Field = "eventCategory", EqualsMember = ["NetworkActivity"] }],
            "many" => [Data, Objects, new() { Field = "resources.ARN", StartsWith = [.. Enumerable.Range(0, 499).Select(static number => $"arn:aws:s3:::b{number}/")] }],
            _ => [],
        };

        await RefusedAsync(
            "InvalidEventSelectorsException",
            () => fault == "none" ? World.CallAsync(new PutEventSelectors(), new() { TrailName = Name, AdvancedEventSelectors = [] }) : PutAdvancedAsync(fields));
    }

    [Fact]
    public async Task Refuses_both_kinds_and_neither()
    {
        await GivenTrailAsync();

        await RefusedAsync("InvalidEventSelectorsException", () => World.CallAsync(new PutEventSelectors(), new() { TrailName = Name }));
        await RefusedAsync(
            "InvalidEventSelectorsException",
            () => World.CallAsync(new PutEventSelectors(), new() { TrailName = Name, EventSelectors = [new()], AdvancedEventSelectors = [new() { FieldSelectors = [Management] }] }));
    }

    [Fact]
    public async Task Refuses_a_trail_that_is_not_there_or_at_home_elsewhere()
    {
        await GivenTrailAsync(request => request with { IsMultiRegionTrail = true });

        await RefusedAsync("TrailNotFoundException", () => World.CallAsync(new PutEventSelectors(), new() { TrailName = "another", EventSelectors = [new()] }));
        await RefusedAsync("InvalidHomeRegionException", () => World.CallAsync(new PutEventSelectors(), new() { TrailName = Name, EventSelectors = [new()] }, region: Elsewhere));
    }

    private Task<PutEventSelectorsResponse> PutAsync(params EventSelectorShape[] selectors)
        => World.CallAsync(new PutEventSelectors(), new() { TrailName = Name, EventSelectors = selectors });

    private Task<PutEventSelectorsResponse> PutAdvancedAsync(params AdvancedFieldSelectorShape[] fields)
        => World.CallAsync(new PutEventSelectors(), new() { TrailName = Name, AdvancedEventSelectors = [new() { FieldSelectors = fields }] });
}
