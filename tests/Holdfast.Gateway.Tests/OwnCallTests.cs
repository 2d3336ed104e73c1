using System.Globalization;
using System.Text.Json;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Protocols.Signing;

namespace Holdfast.Gateway.Tests;

public sealed class OwnCallTests
{
    [Fact]
    public async Task Health_says_how_the_store_and_the_background_work_are()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.SendRawAsync("GET", "/_holdfast/health", "", []);

        Assert.Equal(200, reply.Code);
        using var health = JsonDocument.Parse(reply.Body);
        Assert.Equal("ok", health.RootElement.GetProperty("status").GetString());
        Assert.Equal("ok", health.RootElement.GetProperty("store").GetProperty("state").GetString());
        Assert.Equal(0, health.RootElement.GetProperty("parked").GetArrayLength());
    }

    [Fact]
    public async Task Health_in_the_shape_of_the_convention_tells_services_apart_that_have_operations()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.SendRawAsync("GET", "/_localstack/health", "", []);

        using var health = JsonDocument.Parse(reply.Body);
        var services = health.RootElement.GetProperty("services");
        Assert.Equal("available", services.GetProperty("iam").GetString());
        Assert.Equal("disabled", services.GetProperty("ec2").GetString());
    }

    [Fact]
    public async Task Metrics_count_calls_by_operation_and_outcome()
    {
        await using var server = await TestServer.StartAsync();
        await server.QueryAsync("sts", "Action=GetCallerIdentity&Version=2011-06-15");
        await server.SendAsync(new Ask("s3", "GET", "/?x-id=ListDirectoryBuckets", "", []));

        var reply = await server.SendRawAsync("GET", "/_holdfast/metrics", "", []);

        Assert.StartsWith("text/plain", reply.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("holdfast_requests_total{service=\"sts\",operation=\"GetCallerIdentity\",outcome=\"success\"} 1\n", reply.Body, StringComparison.Ordinal);
        Assert.Contains("holdfast_requests_total{service=\"s3\",operation=\"ListDirectoryBuckets\",outcome=\"not_implemented\"} 1\n", reply.Body, StringComparison.Ordinal);
        Assert.Contains("holdfast_pump_parked 0\n", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_advances_and_operations_see_it_while_signatures_go_by_the_wall()
    {
        await using var server = await TestServer.StartAsync();

        var moved = await server.SendRawAsync("POST", "/_holdfast/clock", """{"advance":"7.00:00:00"}""", []);
        var made = await server.QueryAsync("iam", "Action=CreateUser&UserName=alice&Version=2010-05-08");

        Assert.Equal(200, moved.Code);
        Assert.Equal(200, made.Code);
        var start = made.Body.IndexOf("<CreateDate>", StringComparison.Ordinal) + "<CreateDate>".Length;
        var created = DateTimeOffset.Parse(made.Body[start..made.Body.IndexOf("</CreateDate>", StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        Assert.True(created > TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(6.9));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"advance\":\"-1.00:00:00\"}")]
    [InlineData("{\"advance\":\"soon\"}")]
    [InlineData("{\"set\":\"9999-01-01T00:00:00Z\"}")]
    public async Task The_clock_refuses_what_it_does_not_understand(string body)
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.SendRawAsync("POST", "/_holdfast/clock", body, []);

        Assert.Equal(400, reply.Code);
    }

    [Fact]
    public async Task Reset_empties_the_world_and_the_conventional_key_works_again()
    {
        await using var server = await TestServer.StartAsync();
        await server.QueryAsync("iam", "Action=CreateUser&UserName=alice&Version=2010-05-08");

        var reset = await server.SendRawAsync("POST", "/_holdfast/reset", "", []);

        Assert.Equal(204, reset.Code);
        Assert.Empty(await AuditLog.ReadAsync(server));
        Assert.Equal(200, (await server.QueryAsync("iam", "Action=CreateUser&UserName=alice&Version=2010-05-08")).Code);
    }

    [Theory]
    [InlineData("/_holdfast/clock")]
    [InlineData("/_holdfast/reset")]
    public async Task What_changes_the_world_is_there_in_dev_only(string path)
    {
        await using var server = await TestServer.StartAsync(options => options.IsDev = false);

        var reply = await server.SendRawAsync("POST", path, "", []);

        Assert.Equal(404, reply.Code);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Pages_of_others_are_refused(string header, string value)
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.SendRawAsync("POST", "/_holdfast/reset", "", [new HeaderField(header, value)]);

        Assert.Equal(403, reply.Code);
    }
}
