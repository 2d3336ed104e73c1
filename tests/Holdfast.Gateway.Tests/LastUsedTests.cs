using System.Xml.Linq;
using Holdfast.Gateway.Tests.Serving;

namespace Holdfast.Gateway.Tests;

/// <summary>That calls through the whole gate are what was last used, at once and after a restart.</summary>
public sealed class LastUsedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("holdfast-last-used-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Tells_the_last_call_of_a_key_at_once_and_after_a_restart()
    {
        SignedAs alice;
        await using (var server = await StartAsync())
        {
            alice = await NewKeyAsync(server);
            Assert.Contains("<ServiceName>N/A</ServiceName>", await AskAsync(server, alice), StringComparison.Ordinal);
            await server.QueryAsync("sts", "Action=GetCallerIdentity&Version=2011-06-15", alice);
            Assert.Contains("<ServiceName>sts</ServiceName>", await AskAsync(server, alice), StringComparison.Ordinal);
        }

        await using var restarted = await StartAsync();
        var answer = await AskAsync(restarted, alice);
        Assert.Contains("<ServiceName>sts</ServiceName>", answer, StringComparison.Ordinal);
        Assert.Contains("<Region>us-east-1</Region>", answer, StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(TestServer server, SignedAs of)
        => (await server.QueryAsync("iam", $"Action=GetAccessKeyLastUsed&Version=2010-05-08&AccessKeyId={of.AccessKeyId}")).Body;

    private static async Task<SignedAs> NewKeyAsync(TestServer server)
    {
        await server.QueryAsync("iam", "Action=CreateUser&Version=2010-05-08&UserName=alice");
        var answer = XElement.Parse((await server.QueryAsync("iam", "Action=CreateAccessKey&Version=2010-05-08&UserName=alice")).Body);
        return new(Value("AccessKeyId"), Value("SecretAccessKey"));

        string Value(string name) => answer.Descendants().Single(element => element.Name.LocalName == name).Value;
    }

    private Task<TestServer> StartAsync() => TestServer.StartAsync(options =>
    {
        options.IsEphemeral = false;
        options.Data = _folder;
    });
}
