using System.Text.Json;
using Holdfast.Gateway.Recognition;

namespace Holdfast.Gateway.Tests;

public sealed class HostReaderTests
{
    public static TheoryData<string> Hosts()
    {
        var hosts = new TheoryData<string>();
        foreach (var each in Cases().EnumerateArray())
        {
            hosts.Add(each.GetProperty("host").GetString()!);
        }

        return hosts;
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Reads_what_a_host_says(string host)
    {
        var expected = Cases().EnumerateArray().Single(each => each.GetProperty("host").GetString() == host);

        var facts = HostReader.Read(host);

        Assert.Equal(TextOf(expected, "endpoint"), facts.Endpoint);
        Assert.Equal(TextOf(expected, "region"), facts.Region?.Value);
        Assert.Equal(TextOf(expected, "bucket"), facts.Bucket);
    }

    private static JsonElement Cases()
        => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Cases", "hosts.json"))).RootElement;

    private static string? TextOf(JsonElement element, string name)
        => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
