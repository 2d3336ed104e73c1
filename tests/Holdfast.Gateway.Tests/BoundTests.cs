using Holdfast.Gateway.Bounds;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Protocols.Signing;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.Gateway.Tests;

/// <summary>Every input has a bound, and every bound its error.</summary>
public sealed class BoundTests
{
    private const string WhoAmI = "Action=GetCallerIdentity&Version=2011-06-15";

    private static readonly HeaderField Form = new("Content-Type", "application/x-www-form-urlencoded");

    [Fact]
    public async Task Refuses_headers_beyond_their_bytes()
    {
        await using var server = await TestServer.StartAsync(options => options.Gate.HeaderBytesMax = 2_048);

        var reply = await server.SendAsync(new Ask("sts", "POST", "/", WhoAmI, [Form, new("X-Padding", new string('x', 3_000))]));

        Assert.Equal(431, reply.Code);
        Assert.Contains("<Code>RequestHeaderSectionTooLarge</Code>", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_more_headers_than_their_count()
    {
        await using var server = await TestServer.StartAsync(options => options.Gate.HeaderCountMax = 16);

        var reply = await server.SendAsync(new Ask(
            "sts", "POST", "/", WhoAmI, [Form, .. Enumerable.Range(0, 14).Select(number => new HeaderField($"X-Number-{number}", "1"))]));

        Assert.Equal(431, reply.Code);
    }

    [Fact]
    public async Task Refuses_a_body_beyond_its_bytes_in_each_protocols_words()
    {
        await using var server = await TestServer.StartAsync(options => options.Gate.BodyBytesMax = 1_024);
        var padding = new string('x', 2_000);

        var query = await server.QueryAsync("sts", WhoAmI + "&Padding=" + padding);
        var json = await server.JsonAsync("cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents", $"{{\"x\":\"{padding}\"}}");

        Assert.Equal(413, query.Code);
        Assert.Contains("<Code>RequestEntityTooLarge</Code>", query.Body, StringComparison.Ordinal);
        Assert.Equal(413, json.Code);
        Assert.Contains("Request must be smaller than 1024 bytes for the LookupEvents operation", json.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttles_a_source_in_each_protocols_words()
    {
        await using var server = await TestServer.StartAsync(options => options.Gate.RequestsPerSecondPerSource = 1);

        await server.QueryAsync("sts", WhoAmI);
        var query = await server.QueryAsync("sts", WhoAmI);
        var json = await server.JsonAsync("cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents", "{}");
        var s3 = await server.SendAsync(new Ask("s3", "GET", "/", "", []));

        Assert.Equal(400, query.Code);
        Assert.Contains("<Code>Throttling</Code>", query.Body, StringComparison.Ordinal);
        Assert.Contains("Rate exceeded", query.Body, StringComparison.Ordinal);
        Assert.Contains("ThrottlingException", json.Body, StringComparison.Ordinal);
        Assert.Equal(503, s3.Code);
        Assert.Contains("<Code>SlowDown</Code>", s3.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttles_an_account_and_leaves_the_others_alone()
    {
        await using var server = await TestServer.StartAsync(options => options.Gate.RequestsPerSecondPerAccount = 1);

        await server.QueryAsync("sts", WhoAmI);
        var same = await server.QueryAsync("sts", WhoAmI);
        var other = await server.QueryAsync("sts", WhoAmI, new SignedAs("111122223333", "test"));

        Assert.Equal([400, 200], [same.Code, other.Code]);
    }

    [Fact]
    public void Gives_a_token_back_as_time_passes()
    {
        var time = new FakeTimeProvider();
        var rates = new RateTable<string>(perSecond: 10, keysMax: 100, time);

        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(rates.TryTake("a")));
        Assert.False(rates.TryTake("a"));
        time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.True(rates.TryTake("a"));
        Assert.False(rates.TryTake("a"));
    }

    [Fact]
    public void Keeps_no_more_keys_than_its_bound()
    {
        var rates = new RateTable<int>(perSecond: 1, keysMax: 100, new FakeTimeProvider());

        for (var key = 0; key < 10_000; key++)
        {
            Assert.True(rates.TryTake(key));
        }

        Assert.InRange(rates.Count, 1, 100);
    }
}
