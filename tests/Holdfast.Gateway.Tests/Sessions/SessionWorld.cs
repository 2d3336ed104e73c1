using System.Globalization;
using System.Text.RegularExpressions;
using Holdfast.Gateway.Tests.Serving;

namespace Holdfast.Gateway.Tests.Sessions;

/// <summary>A server with a user and a role, and the calls that tests of sessions make.</summary>
internal sealed class SessionWorld : IAsyncDisposable
{
    public const string Account = "000000000000";
    public const string OtherAccount = "444455556666";
    public const string AllowAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private SessionWorld(TestServer server, SignedAs alice) => (Server, Alice) = (server, alice);

    public TestServer Server { get; }

    /// <summary>A user of the account who may do everything.</summary>
    public SignedAs Alice { get; }

    public static SignedAs OtherRoot { get; } = new(OtherAccount, "test");

    public static async Task<SessionWorld> StartAsync(bool isSecure = false)
    {
        var server = await TestServer.StartAsync(isSecure: isSecure);
        await IamAsync(server, "CreateUser", ("UserName", "alice"));
        await IamAsync(server, "PutUserPolicy", ("UserName", "alice"), ("PolicyName", "all"), ("PolicyDocument", AllowAll));
        var key = await IamAsync(server, "CreateAccessKey", ("UserName", "alice"));
        return new SessionWorld(server, new SignedAs(Value(key, "AccessKeyId"), Value(key, "SecretAccessKey")));
    }

    /// <summary>Makes a role of an account that trusts the account of the tests, with a policy.</summary>
    public async Task<string> GivenRoleAsync(
        string name, string policy = AllowAll, string? trust = null, SignedAs? asRoot = null, params (string Key, string Value)[] more)
    {
        trust ??= TrustIn(Account);
        var role = await ExpectAsync("iam", "CreateRole", asRoot, [("RoleName", name), ("AssumeRolePolicyDocument", trust), .. more]);
        await ExpectAsync("iam", "PutRolePolicy", asRoot, ("RoleName", name), ("PolicyName", "p"), ("PolicyDocument", policy));
        return Value(role, "Arn");
    }

    public static string TrustIn(string principal, string actions = "\"sts:AssumeRole\",\"sts:TagSession\",\"sts:SetSourceIdentity\"", string condition = "{}")
        => $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"{{{principal}}}"},"Action":[{{{actions}}}],"Condition":{{{condition}}}}}""";

    /// <summary>Assumes a role, as alice unless somebody else is named.</summary>
    public async Task<SignedAs> AssumeAsync(string roleArn, SignedAs? caller = null, params (string Key, string Value)[] more)
        => CredentialsIn(await ExpectAsync("sts", "AssumeRole", caller ?? Alice, [("RoleArn", roleArn), ("RoleSessionName", "night"), .. more]));

    public static SignedAs CredentialsIn(string answer)
        => new(Value(answer, "AccessKeyId"), Value(answer, "SecretAccessKey")) { SessionToken = Value(answer, "SessionToken") };

    public Task<Reply> CallAsync(string service, string action, SignedAs? caller, params (string Key, string Value)[] parameters)
        => Server.QueryAsync(service, FormOf(service, action, parameters), caller);

    /// <summary>Calls, and gives the answer, which must be one of success.</summary>
    public async Task<string> ExpectAsync(string service, string action, SignedAs? caller, params (string Key, string Value)[] parameters)
    {
        var reply = await CallAsync(service, action, caller, parameters);
        Assert.True(reply.Code == 200, reply.Body);
        return reply.Body;
    }

    public static string Value(string xml, string element)
    {
        var match = new Regex($"<{element}>([^<]*)</{element}>", RegexOptions.None, TimeSpan.FromSeconds(1)).Match(xml);
        Assert.True(match.Success, $"No {element} in {xml}");
        return match.Groups[1].Value;
    }

    /// <summary>Moves the clock of the server.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        var reply = await Server.SendRawAsync(
            "POST", "/_holdfast/clock", string.Create(CultureInfo.InvariantCulture, $"{{\"advance\":\"{by:c}\"}}"), [new("Content-Type", "application/json")]);
        Assert.Equal(200, reply.Code);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static async Task<string> IamAsync(TestServer server, string action, params (string Key, string Value)[] parameters)
    {
        var reply = await server.QueryAsync("iam", FormOf("iam", action, parameters));
        Assert.True(reply.Code == 200, reply.Body);
        return reply.Body;
    }

    private static string FormOf(string service, string action, (string Key, string Value)[] parameters)
        => $"Action={action}&Version={(service == "iam" ? "2010-05-08" : "2011-06-15")}"
            + string.Concat(parameters.Select(parameter => $"&{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));
}
