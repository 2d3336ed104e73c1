using System.Globalization;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Protocols.Signing;

namespace Holdfast.Gateway.Tests;

/// <summary>Each refusal of the gate, in the code, status and words of the caller's protocol.</summary>
public sealed class RefusalTests
{
    private const string ListUsers = "Action=ListUsers&Version=2010-05-08";
    private const string LookupEvents = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents";

    private static readonly HeaderField Form = new("Content-Type", "application/x-www-form-urlencoded");

    [Fact]
    public async Task A_form_that_is_not_for_the_root_is_an_object_for_S3()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.SendRawAsync("PUT", "/nobodys-bucket/key", "text", [Form]);

        Assert.Equal(404, reply.Code);
        Assert.Contains("<Code>NoSuchBucket</Code>", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_an_unsigned_query_and_records_nothing()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.SendRawAsync("POST", "/", ListUsers, [Form]);

        Assert.Equal(403, reply.Code);
        Assert.Contains("<Code>MissingAuthenticationToken</Code>", reply.Body, StringComparison.Ordinal);
        Assert.Contains("<Message>Request is missing Authentication Token</Message>", reply.Body, StringComparison.Ordinal);
        Assert.Empty(await AuditLog.ReadAsync(server));
    }

    [Fact]
    public async Task Refuses_an_unsigned_json_call()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.SendRawAsync(
            "POST", "/", "{}", [new("Content-Type", "application/x-amz-json-1.1"), new("X-Amz-Target", LookupEvents)]);

        Assert.Equal(400, reply.Code);
        Assert.Contains("\"MissingAuthenticationTokenException\"", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_key_that_does_not_exist_in_each_protocols_words()
    {
        await using var server = await TestServer.StartAsync();
        var nobody = new SignedAs("AKIAIOSFODNN7EXAMPLE", "secret");

        var query = await server.QueryAsync("iam", ListUsers, nobody);
        var json = await server.JsonAsync("cloudtrail", LookupEvents, "{}", nobody);
        var s3 = await server.SendAsync(new Ask("s3", "GET", "/", "", []), nobody);

        Assert.Equal(403, query.Code);
        Assert.Contains("<Code>InvalidClientTokenId</Code>", query.Body, StringComparison.Ordinal);
        Assert.Contains("The security token included in the request is invalid.", query.Body, StringComparison.Ordinal);
        Assert.Equal(400, json.Code);
        Assert.Contains("\"UnrecognizedClientException\"", json.Body, StringComparison.Ordinal);
        Assert.Equal(403, s3.Code);
        Assert.Contains("<Code>InvalidAccessKeyId</Code>", s3.Body, StringComparison.Ordinal);
        Assert.Equal("AmazonS3", s3.Headers["Server"]);
        Assert.Empty(await AuditLog.ReadAsync(server));
    }

    [Fact]
    public async Task Shows_both_strings_when_a_signature_is_wrong()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.QueryAsync("iam", ListUsers, new SignedAs("test", "wrong"));

        Assert.Equal(403, reply.Code);
        Assert.Contains("<Code>SignatureDoesNotMatch</Code>", reply.Body, StringComparison.Ordinal);
        Assert.Contains("The Canonical String for this request should have been", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(" at Holdfast.", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_clock_that_is_sixteen_minutes_off()
    {
        await using var server = await TestServer.StartAsync();

        var late = await server.QueryAsync("iam", ListUsers, SignedAs.Root with { Skew = TimeSpan.FromMinutes(-16) });
        var close = await server.QueryAsync("iam", ListUsers, SignedAs.Root with { Skew = TimeSpan.FromMinutes(-14) });

        Assert.Equal(403, late.Code);
        Assert.Contains("Signature expired", late.Body, StringComparison.Ordinal);
        Assert.Equal(200, close.Code);
    }

    [Fact]
    public async Task Refuses_a_session_token_that_nobody_issued()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.QueryAsync("iam", ListUsers, SignedAs.Root with { SessionToken = "made-up" });

        Assert.Equal(403, reply.Code);
        Assert.Contains("<Code>InvalidClientTokenId</Code>", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_scope_of_another_service_than_the_host_names()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.SendAsync(new Ask("sts", "POST", "/", ListUsers, [Form]) { Host = "iam.amazonaws.com" });

        Assert.Equal(403, reply.Code);
        Assert.Contains("<Code>SignatureDoesNotMatch</Code>", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_of_an_unknown_action_what_aws_says()
    {
        await using var server = await TestServer.StartAsync();

        var query = await server.QueryAsync("iam", "Action=MakeCoffee&Version=2010-05-08");
        var json = await server.JsonAsync("cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.MakeCoffee", "{}");

        Assert.Equal(400, query.Code);
        Assert.Contains("<Code>InvalidAction</Code>", query.Body, StringComparison.Ordinal);
        Assert.Contains("Could not find operation MakeCoffee for version 2010-05-08", query.Body, StringComparison.Ordinal);
        Assert.Equal(400, json.Code);
        Assert.Contains("UnknownOperationException", json.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LookupEvents, 200)]
    [InlineData("CloudTrail_20131101.LookupEvents", 200)]
    [InlineData("v20131101.CloudTrail_20131101.LookupEvents", 400)]
    [InlineData("com.example.CloudTrail_20131101.LookupEvents", 400)]
    public async Task Knows_a_service_with_its_namespace_and_without(string target, int status)
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(status, (await server.JsonAsync("cloudtrail", target, "{}")).Code);
    }

    [Theory]
    [InlineData("s3", "GET", "/?x-id=ListDirectoryBuckets", "ListDirectoryBuckets")]
    [InlineData("ec2", "POST", "/?Action=DescribeVpcs&Version=2016-11-15", "DescribeVpcs")]
    public async Task Says_what_is_not_implemented_and_records_that_it_was_asked(string service, string method, string target, string operation)
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.SendAsync(new Ask(service, method, target, "", []));

        Assert.Equal(501, reply.Code);
        Assert.Contains("NotImplemented", reply.Body, StringComparison.Ordinal);
        Assert.Contains($"The operation {operation} of the service {service} is not implemented.", reply.Body, StringComparison.Ordinal);
        var record = Assert.Single(await AuditLog.ReadAsync(server));
        Assert.Equal(operation, record.GetProperty("eventName").GetString());
    }

    [Fact]
    public async Task Names_a_service_that_it_does_not_have()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.JsonAsync("dynamodb", "DynamoDB_20120810.ListTables", "{}");

        Assert.Equal(501, reply.Code);
        Assert.Contains("The service dynamodb is not implemented.", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_a_violated_constraint_as_aws_does()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.QueryAsync("iam", "Action=CreateUser&Version=2010-05-08&UserName=" + new string('a', 65));

        Assert.Equal(400, reply.Code);
        Assert.Contains("<Code>ValidationError</Code>", reply.Body, StringComparison.Ordinal);
        Assert.Contains("1 validation error detected: Value", reply.Body, StringComparison.Ordinal);
        Assert.Contains("failed to satisfy constraint: Member must have length less than or equal to 64", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_the_request_id_in_the_header_and_in_the_body()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.QueryAsync("sts", "Action=GetCallerIdentity&Version=2011-06-15");

        var id = reply.Headers["x-amzn-RequestId"];
        Assert.True(Guid.TryParse(id, CultureInfo.InvariantCulture, out _));
        Assert.Contains($"<RequestId>{id}</RequestId>", reply.Body, StringComparison.Ordinal);
        Assert.True(reply.Headers.ContainsKey("Date"));
    }
}
