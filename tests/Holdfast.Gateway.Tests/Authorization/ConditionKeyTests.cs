using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Protocols.Signing;

namespace Holdfast.Gateway.Tests.Authorization;

/// <summary>
/// Conditions a policy on each condition key that a server knows and sends calls that the condition stops and lets through.
/// The cases are in <c>Cases/condition-keys.json</c>.
/// </summary>
public sealed partial class ConditionKeyTests
{
    private const string Version = "&Version=2010-05-08";
    private const string Call = "Action=GetUser&UserName=alice";

    private static readonly JsonElement Cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(ProjectFolder, "Cases", "condition-keys.json"))).RootElement;

    private static string ProjectFolder => typeof(ConditionKeyTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectFolder").Value!;

    // One server for all: starting one costs more than all the calls.
    [Fact]
    public async Task Each_key_has_its_value_in_a_real_call()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await MakeAliceAsync(server);
        var wrong = new List<string>();

        foreach (var one in Cases.EnumerateArray())
        {
            var call = (one.TryGetProperty("call", out var given) ? given.GetString()! : Call) + Version;
            var stopped = await AskAsync(server, alice, call, one.GetProperty("fails"));
            var passed = await AskAsync(server, alice, call, one.GetProperty("holds"));
            if ((stopped, passed) != (403, 200))
            {
                wrong.Add($"{one.GetProperty("key").GetString()}: {stopped} where it fails, {passed} where it holds");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_case_asks_for_the_key_that_it_names()
        => Assert.All(Cases.EnumerateArray(), one =>
        {
            var key = one.GetProperty("key").GetString()!;
            Assert.Contains(key, one.GetProperty("holds").GetRawText(), StringComparison.OrdinalIgnoreCase);
            Assert.Contains(key, one.GetProperty("fails").GetRawText(), StringComparison.OrdinalIgnoreCase);
        });

    private static async Task<int> AskAsync(TestServer server, SignedAs alice, string call, JsonElement condition)
    {
        var policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{{condition.GetRawText()}} }]}""";
        var put = await server.QueryAsync("iam", $"Action=PutUserPolicy&UserName=alice&PolicyName=p&PolicyDocument={Uri.EscapeDataString(policy)}{Version}");
        Assert.True(put.Code == 200, $"{put.Code} {put.Body} {server.Log}");
        HeaderField[] headers =
        [
            new("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
            new("User-Agent", "holdfast-test/1"),
            new("Referer", "https://console.example/iam"),
        ];
        return (await server.SendAsync(new Ask("iam", "POST", "/", call, headers), alice)).Code;
    }

    private static async Task<SignedAs> MakeAliceAsync(TestServer server)
    {
        await server.QueryAsync("iam", "Action=CreateUser&UserName=alice&Path=/team/&Tags.member.1.Key=Team&Tags.member.1.Value=red" + Version);
        var limits = Uri.EscapeDataString("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"}]}""");
        await server.QueryAsync("iam", $"Action=CreatePolicy&PolicyName=limits&PolicyDocument={limits}{Version}");
        var key = await server.QueryAsync("iam", "Action=CreateAccessKey&UserName=alice" + Version);
        return new SignedAs(Id().Match(key.Body).Groups["id"].Value, Secret().Match(key.Body).Groups["secret"].Value);
    }

    [GeneratedRegex("<AccessKeyId>(?<id>[^<]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    [GeneratedRegex("<SecretAccessKey>(?<secret>[^<]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();
}
