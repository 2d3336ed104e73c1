using System.Text;
using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Selectors;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.CloudTrail.Selectors;

public sealed class SelectionTests
{
    private const string Read = """{"eventSource":"kms.amazonaws.com","eventName":"Decrypt","readOnly":true,"eventType":"AwsApiCall","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/alice","sessionContext":{"arn":"no"}}}""";
    private const string Write = """{"userIdentity":{"type":"Root"},"eventSource":"iam.amazonaws.com","eventName":"CreateUser","readOnly":false,"requestParameters":{"eventName":"no"}}""";
    private const string Global = """{"eventSource":"sts.amazonaws.com","eventName":"GetCallerIdentity","readOnly":true,"additionalEventData":{"RequestDetails":{"endpointType":"global"}}}""";
    private const string Regional = """{"eventSource":"sts.amazonaws.com","eventName":"GetCallerIdentity","readOnly":true,"additionalEventData":{"RequestDetails":{"endpointType":"regional"}}}""";
    private const string Got = """{"eventSource":"s3.amazonaws.com","eventName":"GetObject","readOnly":true,"resources":[{"type":"AWS::S3::Object","ARN":"arn:aws:s3:::papers/secret/plan"},{"accountId":"1","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::papers"}]}""";
    private const string Put = """{"eventSource":"s3.amazonaws.com","eventName":"PutObject","readOnly":false,"resources":[{"type":"AWS::S3::Object","ARN":"arn:aws:s3:::papers/public/plan"},{"type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::papers"}]}""";
    private const string Listed = """{"eventSource":"s3.amazonaws.com","eventName":"ListObjects","readOnly":true,"resources":[{"type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::papers"}]}""";

    [Theory]
    [InlineData(Read, true)]
    [InlineData(Write, true)]
    public void All_management_events_are_selected_when_nothing_else_is_said(string record, bool expected)
        => Assert.Equal(expected, new Selection(NewTrail()).Selects(Encoding.UTF8.GetBytes(record), isData: false));

    [Theory]
    [InlineData("ReadOnly", true, false)]
    [InlineData("WriteOnly", false, true)]
    [InlineData("All", true, true)]
    public void Reads_and_writes_are_told_apart(string type, bool read, bool write)
    {
        var selection = Basic(new EventSelectorShape { ReadWriteType = type });

        Assert.Equal((read, write), (Selects(selection, Read), Selects(selection, Write)));
    }

    [Fact]
    public void Services_are_left_out()
    {
        var selection = Basic(new EventSelectorShape { ExcludeManagementEventSources = ["kms.amazonaws.com"] });

        Assert.Equal((false, true), (Selects(selection, Read), Selects(selection, Write)));
    }

    [Theory]
    [InlineData(Write, false)]
    [InlineData(Global, false)]
    [InlineData(Regional, true)]
    [InlineData(Read, true)]
    public void Global_events_are_left_out(string record, bool expected)
        => Assert.Equal(expected, Selects(new Selection(NewTrail() with { IncludesGlobalEvents = false }), record));

    [Theory]
    [InlineData("arn:aws:s3", true, true, true)]
    [InlineData("arn:aws:s3:::", true, true, true)]
    [InlineData("arn:aws:s3:::papers/", true, true, true)]
    [InlineData("arn:aws:s3:::papers/secret/", true, false, false)]
    [InlineData("arn:aws:s3:::paper", true, true, true)]
    [InlineData("arn:aws:s3:::others/", false, false, false)]
    public void Objects_are_selected_by_how_their_ARNs_begin(string value, bool got, bool put, bool listed)
    {
        var selection = Basic(new EventSelectorShape { IncludeManagementEvents = false, DataResources = [new() { Type = "AWS::S3::Object", Values = [value] }] });

        Assert.False(selection.WantsManagement);
        Assert.Equal((got, put, listed), (Selects(selection, Got, true), Selects(selection, Put, true), Selects(selection, Listed, true)));
    }

    private static readonly Dictionary<string, (AdvancedFieldSelectorShape[] Fields, string Expected)> s_advanced = new(StringComparer.Ordinal)
    {
        ["management only"] = ([Category("Management")], "Read Write"),
        ["reads of management"] = ([Category("Management"), new() { Field = "readOnly", EqualsMember = ["true"] }], "Read"),
        ["without KMS"] = ([Category("Management"), new() { Field = "eventSource", NotEquals = ["kms.amazonaws.com"] }], "Write"),
        ["all objects"] = (Objects(), "Got Put Listed"),
        ["one operation"] = (Objects(new AdvancedFieldSelectorShape { Field = "eventName", EqualsMember = ["GetObject"] }), "Got"),
        ["operations by their beginning"] = (Objects(new AdvancedFieldSelectorShape { Field = "eventName", StartsWith = ["Put", "List"] }), "Put Listed"),
        ["operations by their end"] = (Objects(new AdvancedFieldSelectorShape { Field = "eventName", EndsWith = ["Object"] }), "Got Put"),
        ["not an operation"] = (Objects(new AdvancedFieldSelectorShape { Field = "eventName", NotEquals = ["GetObject", "ListObjects"] }), "Put"),
        ["not by their beginning"] = (Objects(new AdvancedFieldSelectorShape { Field = "eventName", NotStartsWith = ["Get"] }), "Put Listed"),
        ["not by their end"] = (Objects(new AdvancedFieldSelectorShape { Field = "eventName", NotEndsWith = ["Objects"] }), "Got Put"),
        ["selected and not deselected"] = (Objects(new AdvancedFieldSelectorShape { Field = "eventName", StartsWith = ["Put"], EndsWith = ["Objects"], NotEquals = ["PutObject"] }), "Listed"),
        ["by ARN"] = (Objects(new AdvancedFieldSelectorShape { Field = "resources.ARN", StartsWith = ["arn:aws:s3:::papers/secret/"] }), "Got"),
        ["not by ARN"] = (Objects(new AdvancedFieldSelectorShape { Field = "resources.ARN", NotStartsWith = ["arn:aws:s3:::papers/secret/"] }), "Put Listed"),
        ["writes of objects"] = (Objects(new AdvancedFieldSelectorShape { Field = "readOnly", EqualsMember = ["false"] }), "Put"),
        ["other resources"] = ([Category("Data"), new() { Field = "resources.type", EqualsMember = ["AWS::Lambda::Function"] }], ""),
        ["network activity"] = ([Category("NetworkActivity"), new() { Field = "eventSource", EqualsMember = ["s3.amazonaws.com"] }], ""),
    };

    public static TheoryData<string> Advanced() => [.. s_advanced.Keys];

    [Theory]
    [MemberData(nameof(Advanced))]
    public void Advanced_selectors_are_judged_field_by_field(string about)
    {
        var (fields, expected) = s_advanced[about];
        var rules = SelectorRules.Read([new AdvancedEventSelectorShape { Name = about, FieldSelectors = fields }]);
        var selection = new Selection(NewTrail() with { AdvancedSelectors = rules });

        (string Name, string Record, bool IsData)[] events = [("Read", Read, false), ("Write", Write, false), ("Got", Got, true), ("Put", Put, true), ("Listed", Listed, true)];
        Assert.Equal(expected, string.Join(' ', events.Where(recorded => Selects(selection, recorded.Record, recorded.IsData)).Select(recorded => recorded.Name)));
    }

    private static AdvancedFieldSelectorShape Category(string category) => new() { Field = "eventCategory", EqualsMember = [category] };

    private static AdvancedFieldSelectorShape[] Objects(params AdvancedFieldSelectorShape[] further)
        => [Category("Data"), new() { Field = "resources.type", EqualsMember = ["AWS::S3::Object"] }, .. further];

    private static Selection Basic(params EventSelectorShape[] selectors) => new(NewTrail() with { BasicSelectors = SelectorRules.Read(selectors) });

    private static bool Selects(Selection selection, string record, bool isData = false) => selection.Selects(Encoding.UTF8.GetBytes(record), isData);

    private static Trail NewTrail() => new()
    {
        Account = World.Account,
        HomeRegion = "us-east-1",
        Name = "audit",
        Bucket = "evidence",
        IncludesGlobalEvents = true,
        IsMultiRegion = false,
        Validates = false,
    };
}
