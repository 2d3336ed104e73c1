using System.Text.Json;
using System.Text.RegularExpressions;
using Holdfast.Kernel;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Server;
using Holdfast.Testing;

namespace Holdfast.Gateway.Tests.Recording;

/// <summary>
/// Walks every implemented operation of every service and compares the shape of its record, of a success and of a refusal, with the rules of "CloudTrail record
/// contents" (CloudTrail user guide) and of the pages of each service on what it records.
/// </summary>
public sealed partial class RecordShapeTests
{
    /// <summary>The services, as records name them, and how many operations each has at least: the walk is over all of them.</summary>
    private static readonly Dictionary<string, (string Source, int Count)> Services = new(StringComparer.Ordinal)
    {
        ["iam"] = ("iam.amazonaws.com", 160),
        ["sts"] = ("sts.amazonaws.com", 9),
        ["kms"] = ("kms.amazonaws.com", 45),
        ["s3"] = ("s3.amazonaws.com", 90),
        ["cloudtrail"] = ("cloudtrail.amazonaws.com", 38),
        ["cloudtrail-data"] = ("cloudtrail-data.amazonaws.com", 0),
    };

    /// <summary>The fields that every record has, and those that some have besides.</summary>
    private static readonly string[] Always =
    [
        "eventVersion", "userIdentity", "eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress", "userAgent", "requestParameters", "responseElements",
        "requestID", "eventID", "readOnly", "eventType", "managementEvent", "recipientAccountId", "eventCategory", "tlsDetails",
    ];

    private static readonly string[] Sometimes = ["errorCode", "errorMessage", "additionalEventData", "resources", "apiVersion", "sharedEventID"];

    /// <summary>Operations that read and whose records have an answer all the same: the credentials that STS gives out.</summary>
    private static readonly string[] Answered = ["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot", "GetFederationToken", "GetSessionToken"];

    /// <summary>Operations of S3 that are data events without naming an object in their path.</summary>
    private static readonly string[] DataOfBuckets = ["DeleteObjects", "HeadBucket", "ListMultipartUploads", "ListObjectVersions", "ListObjects", "ListObjectsV2"];

    private readonly RecordingWorld _world = new();

    public static TheoryData<string> Operations()
    {
        var data = new TheoryData<string>();
        foreach (var operation in Implemented())
        {
            data.Add(operation.ToString());
        }

        return data;
    }

    [Fact]
    public void The_walk_is_over_all_operations_of_all_services()
    {
        var walked = Implemented().GroupBy(static operation => operation.Service.Name).ToDictionary(static group => group.Key, static group => group.Count(), StringComparer.Ordinal);

        Assert.Empty(walked.Keys.Except(Services.Keys, StringComparer.Ordinal));
        Assert.All(Services, service => Assert.True(walked.GetValueOrDefault(service.Key) >= service.Value.Count, $"{service.Key} has {walked.GetValueOrDefault(service.Key)}"));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task The_record_of_a_success_has_the_published_shape(string name)
    {
        var operation = Find(name);

        var record = await RecordAsync(operation, error: null);

        CheckFields(record, operation);
        Assert.False(record.TryGetProperty("errorCode", out _));
        CheckParameters(record.GetProperty("requestParameters"), operation);
        var response = record.GetProperty("responseElements");
        Assert.Equal(operation.IsReadOnly && !Answered.Contains(operation.Name) ? JsonValueKind.Null : response.ValueKind, response.ValueKind);
        CheckParameters(response, operation);
        Assert.DoesNotContain(SecretMarks(operation.Input).Concat(SecretMarks(operation.Output)), mark => record.GetRawText().Contains(mark, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task The_record_of_a_refusal_has_the_code_the_message_and_no_answer(string name)
    {
        var operation = Find(name);

        var record = await RecordAsync(operation, new CommonException("AccessDenied", 403, "User: alice is not authorized"));

        CheckFields(record, operation);
        Assert.Equal(("AccessDenied", "User: alice is not authorized"), (record.GetProperty("errorCode").GetString(), record.GetProperty("errorMessage").GetString()));
        Assert.Equal(JsonValueKind.Null, record.GetProperty("responseElements").ValueKind);
        CheckParameters(record.GetProperty("requestParameters"), operation);
    }

    private static void CheckFields(JsonElement record, OperationModel operation)
    {
        var fields = record.EnumerateObject().Select(static field => field.Name).ToArray();
        Assert.Equal(fields.Distinct(StringComparer.Ordinal), fields);
        Assert.Empty(Always.Except(fields, StringComparer.Ordinal));
        Assert.Empty(fields.Except([.. Always, .. Sometimes], StringComparer.Ordinal));
        Assert.Equal("1.11", record.GetProperty("eventVersion").GetString());
        Assert.Matches(Time(), record.GetProperty("eventTime").GetString());
        Assert.Equal(Services[operation.Service.Name].Source, record.GetProperty("eventSource").GetString());
        Assert.Equal(operation.EventName, record.GetProperty("eventName").GetString());
        Assert.NotEqual(Guid.Empty, record.GetProperty("eventID").GetGuid());
        Assert.Equal("AwsApiCall", record.GetProperty("eventType").GetString());
        Assert.Equal(operation.IsReadOnly, record.GetProperty("readOnly").GetBoolean());
        var isData = IsData(operation);
        Assert.Equal((!isData, isData ? "Data" : "Management"), (record.GetProperty("managementEvent").GetBoolean(), record.GetProperty("eventCategory").GetString()));
        Assert.Equal(operation.Service.Name is "s3" or "sts", record.TryGetProperty("additionalEventData", out _));
    }

    // Names are those of the API with a small first letter, at every depth; S3's are those of its wire. Keys of maps are the caller's.
    private static void CheckParameters(JsonElement elements, OperationModel operation)
    {
        if (elements.ValueKind != JsonValueKind.Object)
        {
            Assert.Equal(JsonValueKind.Null, elements.ValueKind);
            return;
        }

        foreach (var member in elements.EnumerateObject())
        {
            Assert.True(
                operation.Service.Name == "s3" ? S3Name().IsMatch(member.Name) : char.IsAsciiLetterLower(member.Name[0]),
                $"{operation} records {member.Name}");
        }
    }

    // What the path names is an object, and what is done in a bucket and not to it.
    private static bool IsData(OperationModel operation)
        => operation.Service.Name == "s3"
            ? operation.RequestUri.Contains("{Key", StringComparison.Ordinal) || DataOfBuckets.Contains(operation.Name)
            : operation.Service.Name == "cloudtrail-data";

    // A name that stands for a secret in one place, and for none in another, proves nothing.
    private static IEnumerable<string> SecretMarks(Shape? shape)
    {
        var members = MembersOf(shape, isSecret: false, 0).ToLookup(static member => member.IsSecret, static member => member.Member);
        return members[true].Except(members[false], StringComparer.Ordinal).Select(static name => $"[{name}]");
    }

    private static IEnumerable<(string Member, bool IsSecret)> MembersOf(Shape? shape, bool isSecret, int depth)
    {
        if (shape is not { Kind: ShapeKind.Structure or ShapeKind.List or ShapeKind.Map } || depth > 8)
        {
            yield break;
        }

        foreach (var member in shape.Members.ToArray())
        {
            var isHidden = isSecret || member.IsSensitive || member.Target.IsSensitive;
            if (shape.Kind == ShapeKind.Structure)
            {
                yield return (member.Name, isHidden);
            }

            foreach (var below in MembersOf(member.Target, isHidden, depth + 1))
            {
                yield return below;
            }
        }
    }

    private static OperationModel[] Implemented()
        => [.. ServiceCatalog.All().SelectMany(static service => service.Model.Operations).Where(static operation => operation.Input is not null && !operation.IsUnrecorded)];

    private static OperationModel Find(string name) => Implemented().Single(operation => operation.ToString() == name);

    private async Task<JsonElement> RecordAsync(OperationModel operation, ServiceException? error)
    {
        var call = _world.Call("GetUser");
        call = call with
        {
            Operation = operation,
            Input = new FullShape(operation.Input!),
            Output = error is null && operation.Output is { } output ? new FullShape(output) : null,
            Error = error,
            Request = operation.Service.Name == "s3" ? call.Request with { S3 = new() { AuthenticationType = "REST-HEADER", SignatureVersion = "AWS4-HMAC-SHA256" } } : call.Request,
        };
        await _world.RecordTextAsync(call);
        var stream = operation.IsDataEvent ? AuditStream.DataNameOf(World.Account, World.Region) : RecordingWorld.Stream;
        return JsonDocument.Parse(Assert.Single(await _world.World.StreamAsync(stream)).Payload).RootElement;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"^(bucketName|bucketPolicy|Host|[a-z][A-Za-z-]*|x-amz-[a-zA-Z0-9-]+|[A-Z][A-Za-z0-9]+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex S3Name();
}
