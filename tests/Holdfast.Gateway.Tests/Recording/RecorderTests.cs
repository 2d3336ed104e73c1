using System.Text;
using System.Text.Json;
using Holdfast.Gateway.Recording;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Models;
using Holdfast.Services.Iam;
using Holdfast.Testing;

namespace Holdfast.Gateway.Tests.Recording;

public sealed class RecorderTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private readonly RecordingWorld _world = new();

    [Fact]
    public async Task Writes_the_published_fields_of_a_call_that_changed_something()
        => Snapshot.Match(Indented(await _world.RecordAsync(CreateUser())), typeof(RecorderTests));

    [Fact]
    public async Task Writes_null_for_what_a_read_only_call_was_answered()
    {
        var record = await _world.RecordAsync(_world.Call("GetUser", new GetUserRequest(), new GetUserResponse { User = Richard() }));

        Assert.True(record.GetProperty("readOnly").GetBoolean());
        Assert.Equal(JsonValueKind.Null, record.GetProperty("requestParameters").ValueKind);
        Assert.Equal(JsonValueKind.Null, record.GetProperty("responseElements").ValueKind);
    }

    [Fact]
    public async Task Leaves_the_secret_of_a_new_access_key_out()
    {
        var key = new AccessKeyShape { AccessKeyId = "AKIAIOSFODNN7EXAMPLE", SecretAccessKey = Secret, Status = "Active", UserName = "bob" };

        var record = await _world.RecordTextAsync(
            _world.Call("CreateAccessKey", new CreateAccessKeyRequest { UserName = "bob" }, new CreateAccessKeyResponse { AccessKey = key }));

        Assert.DoesNotContain(Secret, record, StringComparison.Ordinal);
        Assert.Contains("\"responseElements\":{\"accessKey\":{\"userName\":\"bob\",\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\",\"status\":\"Active\"}}", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_a_refused_call_with_the_reason_and_without_an_answer()
    {
        const string Message = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:CreateUser on resource: "
            + "arn:aws:iam::111122223333:user/Richard_Roe because no identity-based policy allows the iam:CreateUser action";

        var record = await _world.RecordAsync(CreateUser() with { Output = null, Error = new CommonException("AccessDenied", 403, Message) });

        Assert.Equal("AccessDenied", record.GetProperty("errorCode").GetString());
        Assert.Equal(Message, record.GetProperty("errorMessage").GetString());
        Assert.Equal("Richard_Roe", record.GetProperty("requestParameters").GetProperty("userName").GetString());
        Assert.Equal(JsonValueKind.Null, record.GetProperty("responseElements").ValueKind);
    }

    [Fact]
    public async Task Names_a_modeled_error_by_its_shape()
    {
        var error = new NoSuchEntityException("The user with name bob cannot be found.");

        var record = await _world.RecordAsync(_world.Call("GetUser", new GetUserRequest { UserName = "bob" }, error: error));

        Assert.Equal("NoSuchEntity", error.Code);
        Assert.Equal("NoSuchEntityException", record.GetProperty("errorCode").GetString());
    }

    [Theory]
    [InlineData(WireProtocol.Json, "AccessDeniedException", 400, "AccessDenied")]
    [InlineData(WireProtocol.Json, "ThrottlingException", 400, "ThrottlingException")]
    [InlineData(WireProtocol.Ec2, "UnauthorizedOperation", 403, "Client.UnauthorizedOperation")]
    [InlineData(WireProtocol.Ec2, "InternalError", 500, "Server.InternalError")]
    public void Names_the_common_errors_as_each_protocol_is_recorded(WireProtocol protocol, string code, int status, string recorded)
        => Assert.Equal(recorded, ErrorNames.Of(new CommonException(code, status, "No."), ServiceOf(protocol)));

    [Fact]
    public async Task Writes_the_identity_of_the_root_user()
    {
        var record = await _world.RecordAsync(CreateUser() with { Caller = World.RootOf(World.Account) });

        Assert.Equal(
            """{"type":"Root","principalId":"111122223333","arn":"arn:aws:iam::111122223333:root","accountId":"111122223333","accessKeyId":"AKIAIOSFODNN7EXAMPLE"}""",
            record.GetProperty("userIdentity").GetRawText());
    }

    [Fact]
    public async Task Writes_what_is_known_of_a_connection_without_encryption()
    {
        var call = CreateUser();

        var record = await _world.RecordAsync(call with { Request = call.Request with { TlsVersion = null, CipherSuite = null, Host = "localhost:4566" } });

        Assert.Equal("""{"clientProvidedHostHeader":"localhost:4566"}""", record.GetProperty("tlsDetails").GetRawText());
    }

    [Fact]
    public async Task Cuts_a_long_text_between_two_characters()
    {
        var call = CreateUser();
        var userAgent = "x" + new string('é', 1_000);

        var record = await _world.RecordAsync(call with { Request = call.Request with { UserAgent = userAgent } });

        // 1,024 bytes hold the x and 511 letters of two bytes; half a letter stays out.
        Assert.Equal(userAgent[..512], record.GetProperty("userAgent").GetString());
    }

    [Fact]
    public async Task Leaves_parameters_out_that_are_too_large_and_says_so()
    {
        var document = new string('p', RecordLimits.ElementsBytesMax);

        var record = await _world.RecordAsync(_world.Call(
            "PutUserPolicy", new PutUserPolicyRequest { UserName = "bob", PolicyName = "large", PolicyDocument = document }));

        var parameters = record.GetProperty("requestParameters");
        Assert.True(parameters.GetProperty("omitted").GetBoolean());
        Assert.Equal("requestParameters too large", parameters.GetProperty("reason").GetString());
        Assert.True(parameters.GetProperty("originalSize").GetInt32() > document.Length);
        Assert.Equal(1, await _world.CountAsync("ResourceName=bob"));
    }

    [Fact]
    public async Task Escapes_what_json_demands_and_nothing_else()
    {
        var record = await _world.RecordTextAsync(_world.Call(
            "PutUserPolicy", new PutUserPolicyRequest { UserName = "bob", PolicyName = "p", PolicyDocument = "{\"a\":\"<ü&'+>\\\n\"}" }));

        Assert.Contains("""
            "policyDocument":"{\"a\":\"<ü&'+>\\\n\"}"
            """, record, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EventName=CreateUser")]
    [InlineData("EventSource=iam.amazonaws.com")]
    [InlineData("ReadOnly=false")]
    [InlineData("Username=alice")]
    [InlineData("AccessKeyId=AKIAI44QH8DHBEXAMPLE")]
    [InlineData("ResourceType=AWS::IAM::User")]
    [InlineData("ResourceName=Richard_Roe")]
    [InlineData("ResourceName=arn:aws:iam::111122223333:user/Richard_Roe")]
    [InlineData("ResourceName=AIDAEXAMPLE4DN5PVUIHNN")]
    public async Task Labels_the_record_by_every_attribute_of_the_lookup(string label)
    {
        await _world.RecordAsync(CreateUser());

        Assert.Equal(1, await _world.CountAsync(label));
    }

    [Fact]
    public async Task Labels_the_record_by_its_own_id()
    {
        var record = await _world.RecordAsync(CreateUser());

        Assert.Equal(1, await _world.CountAsync($"EventId={record.GetProperty("eventID").GetString()}"));
    }

    [Fact]
    public async Task Finds_the_resources_of_a_record_again()
    {
        var record = await _world.RecordTextAsync(CreateUser());

        var resources = new EventResources([new IamService().Model]).Of(Encoding.UTF8.GetBytes(record));

        Assert.Equal(
            [
                new("AWS::IAM::User", "Richard_Roe"),
                new("AWS::IAM::User", "AIDAEXAMPLE4DN5PVUIHNN"),
                new("AWS::IAM::User", "arn:aws:iam::111122223333:user/Richard_Roe"),
            ],
            resources);
    }

    [Fact]
    public async Task Keeps_no_record_of_an_anonymous_call()
    {
        var anonymous = World.RootOf(World.Account) with { Kind = CallerKind.Anonymous };

        Assert.Equal("", await _world.RecordTextAsync(CreateUser() with { Caller = anonymous }));
    }

    [Fact]
    public async Task Keeps_no_record_of_an_operation_that_aws_does_not_record()
    {
        var operation = new OperationModel { Service = ServiceOf(WireProtocol.Json), Name = "PutThing", Action = "test:PutThing", IsUnrecorded = true };

        Assert.Equal("", await _world.RecordTextAsync(CreateUser() with { Operation = operation }));
    }

    [Fact]
    public async Task Leaves_out_what_the_overlay_names()
    {
        var operation = new OperationModel
        {
            Service = ServiceOf(WireProtocol.Json),
            Name = "PutThing",
            Action = "test:PutThing",
            RecordOmits = ["request.UserName", "response"],
        };

        var record = await _world.RecordAsync(CreateUser() with { Operation = operation });

        Assert.Equal("""{"path":"/"}""", record.GetProperty("requestParameters").GetRawText());
        Assert.Equal(JsonValueKind.Null, record.GetProperty("responseElements").ValueKind);
    }

    [Fact]
    public async Task Appends_to_the_stream_of_the_account_and_region()
    {
        var call = CreateUser() with { Account = new AccountId("444455556666"), Region = new Region("eu-west-1") };

        var record = await _world.RecordAsync(call);

        Assert.Equal("444455556666", record.GetProperty("recipientAccountId").GetString());
        Assert.Equal("eu-west-1", record.GetProperty("awsRegion").GetString());
        Assert.Empty(await _world.World.StreamAsync(RecordingWorld.Stream));
    }

    private static UserShape Richard() => new()
    {
        Path = "/",
        UserName = "Richard_Roe",
        UserId = "AIDAEXAMPLE4DN5PVUIHNN",
        Arn = "arn:aws:iam::111122223333:user/Richard_Roe",
        CreateDate = new(2030, 1, 1, 21, 25, 9, TimeSpan.Zero),
    };

    private static ServiceModel ServiceOf(WireProtocol protocol) => new(static _ => [])
    {
        Name = "test",
        ServiceId = "Test",
        EndpointPrefix = "test",
        SigningName = "test",
        ApiVersion = "2030-01-01",
        Protocols = [protocol],
        ActionPrefix = "test",
        EventSource = "test.amazonaws.com",
    };

    private static string Indented(JsonElement record)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            record.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private RecordedCall CreateUser()
        => _world.Call("CreateUser", new CreateUserRequest { UserName = "Richard_Roe", Path = "/" }, new CreateUserResponse { User = Richard() });
}
