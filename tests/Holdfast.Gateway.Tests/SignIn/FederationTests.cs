using System.Text.Json;
using Holdfast.Gateway.Tests.Serving;

namespace Holdfast.Gateway.Tests.SignIn;

public sealed class FederationTests
{
    private const string RoleArn = "arn:aws:iam::000000000000:role/broker";

    [Fact]
    public async Task Turns_the_credentials_of_a_role_into_a_session_of_the_console_with_a_key_of_its_own()
    {
        await using var server = await TestServer.StartAsync();
        var role = await AssumeAsync(server);
        var browser = new Browser(server);

        var token = await TokenAsync(browser, role, ("SessionDuration", "7200"), ("SessionType", "json"));
        var login = await browser.GetAsync(
            "/federation", ("Action", "login"), ("Issuer", "https://example.com"), ("Destination", "https://console.aws.amazon.com/s3"), ("SigninToken", token));

        Assert.Equal((302, "https://console.aws.amazon.com/s3"), (login.Code, login.Headers["Location"]));
        var session = await browser.GetAsync("/session");
        Assert.Equal("arn:aws:sts::000000000000:assumed-role/broker/jane", session.Property("arn"));
        var left = DateTimeOffset.Parse(session.Property("expiration")!, null) - TimeProvider.System.GetUtcNow();
        Assert.InRange(left.TotalMinutes, 110, 121);
        var records = await server.SignInRecordsAsync();
        Assert.Equal(["GetSigninToken", "ConsoleLogin"], records.Select(record => record.GetProperty("eventName").GetString()));
        var issued = records[0].GetProperty("responseElements").GetProperty("credentials").GetProperty("accessKeyId").GetString();
        Assert.Equal(role.AccessKeyId, records[0].GetProperty("userIdentity").GetProperty("accessKeyId").GetString());
        Assert.NotEqual(role.AccessKeyId, issued);
        Assert.Equal(issued, records[1].GetProperty("userIdentity").GetProperty("accessKeyId").GetString());
        const string Identity = """{"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROA…:jane","arn":"arn:aws:sts::000000000000:assumed-role/broker/jane","accountId":"000000000000","accessKeyId":"ASIA…","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA…","arn":"arn:aws:iam::000000000000:role/broker","accountId":"000000000000","userName":"broker"},"attributes":{"creationDate":"…","mfaAuthenticated":"false"}}},"eventSource":"signin.amazonaws.com",""";
        const string Tail = "\"additionalEventData\":{\"MobileVersion\":\"No\",\"MFAUsed\":\"No\"},\"readOnly\":false,\"eventType\":\"AwsConsoleSignIn\",\"managementEvent\":true,\"recipientAccountId\":\"000000000000\",\"eventCategory\":\"Management\"}";
        Assert.Equal(
            [
                Identity + "\"eventName\":\"GetSigninToken\",\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":\"127.0.0.1\",\"requestParameters\":null,\"responseElements\":{\"credentials\":{\"accessKeyId\":\"ASIA…\"},\"GetSigninToken\":\"Success\"}," + Tail,
                Identity + "\"eventName\":\"ConsoleLogin\",\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":\"127.0.0.1\",\"requestParameters\":null,\"responseElements\":{\"ConsoleLogin\":\"Success\"}," + Tail,
            ],
            records.Select(SignInWorld.Steady));
    }

    [Fact]
    public async Task Without_a_duration_the_session_is_the_credentials_and_lasts_as_long()
    {
        await using var server = await TestServer.StartAsync();
        await server.MakeUserAsync("alice");
        var alice = await server.KeyOfAsync("alice");
        await server.AllowAsync("alice", "*");
        var federated = await server.StsAsync("Action=GetFederationToken&Name=jane&DurationSeconds=1800", alice);
        var browser = new Browser(server);

        var token = await TokenAsync(browser, federated);
        var login = await browser.GetAsync("/federation", ("Action", "login"), ("SigninToken", token));

        Assert.Equal((302, "https://console.aws.amazon.com/console/home"), (login.Code, login.Headers["Location"]));
        Assert.Equal("arn:aws:sts::000000000000:federated-user/jane", (await browser.GetAsync("/session")).Property("arn"));
        var issued = (await server.SignInRecordsAsync())[0].GetProperty("responseElements").GetProperty("credentials").GetProperty("accessKeyId").GetString();
        Assert.Equal(federated.AccessKeyId, issued);
        await server.AdvanceAsync(TimeSpan.FromMinutes(31));
        Assert.Equal(401, (await browser.GetAsync("/session")).Code);
    }

    [Theory]
    [InlineData("SessionDuration", "899")]
    [InlineData("SessionDuration", "43201")]
    [InlineData("SessionDuration", "+900")]
    [InlineData("SessionType", "xml")]
    public async Task Refuses_what_the_endpoint_does_not_take(string name, string value)
    {
        await using var server = await TestServer.StartAsync();
        var role = await AssumeAsync(server);

        var reply = await AskAsync(new Browser(server), role, (name, value));

        Assert.Equal(400, reply.Code);
        Assert.Empty(await server.SignInRecordsAsync());
    }

    [Fact]
    public async Task Refuses_credentials_that_are_not_of_AssumeRole_or_GetFederationToken_and_touched_ones()
    {
        await using var server = await TestServer.StartAsync();
        var role = await AssumeAsync(server);
        var session = await server.StsAsync("Action=GetSessionToken");
        var browser = new Browser(server);

        Reply[] replies =
        [
            await AskAsync(browser, session),
            await AskAsync(browser, SignedAs.Root with { SessionToken = "test" }),
            await AskAsync(browser, role with { Secret = "guess" }),
            await AskAsync(browser, role with { AccessKeyId = session.AccessKeyId }),
            await AskAsync(browser, role with { SessionToken = role.SessionToken![..^8] + "AAAAAAA=" }),
            await browser.GetAsync("/federation", ("Action", "getSigninToken"), ("Session", "{")),
            await browser.GetAsync("/federation", ("Action", "getSigninToken"), ("Session", """{"sessionId":"a","sessionId":"b","sessionKey":"c","sessionToken":"d"}""")),
            await browser.GetAsync("/federation", ("Action", "getSigninToken")),
            await browser.GetAsync("/federation", ("Action", "steal")),
        ];

        Assert.All(replies, reply => Assert.Equal(400, reply.Code));
        Assert.All(replies, reply => Assert.DoesNotContain("SigninToken\"", reply.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Takes_no_duration_with_credentials_of_a_federated_user_or_of_role_chaining()
    {
        await using var server = await TestServer.StartAsync();
        var role = await AssumeAsync(server);
        await server.MakeRoleAsync("second");
        await server.IamAsync(
            "Action=PutRolePolicy&RoleName=broker&PolicyName=all&PolicyDocument="
            + Uri.EscapeDataString("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"""));
        var chained = await server.StsAsync("Action=AssumeRole&RoleArn=arn:aws:iam::000000000000:role/second&RoleSessionName=jane", role);
        var federated = await server.StsAsync("Action=GetFederationToken&Name=jane", await server.KeyOfAsync("alice"));

        var ofChained = await AskAsync(new Browser(server), chained, ("SessionDuration", "900"));
        var ofFederated = await AskAsync(new Browser(server), federated, ("SessionDuration", "900"));
        var without = await AskAsync(new Browser(server), chained);

        Assert.Equal([400, 400, 200], [ofChained.Code, ofFederated.Code, without.Code]);
    }

    [Theory]
    [InlineData("https://evil.example/console.aws.amazon.com")]
    [InlineData("http://console.aws.amazon.com/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("https://console.aws.amazon.com.evil.example/")]
    [InlineData("https://console.aws.amazon.com@evil.example/")]
    [InlineData("https://evilconsole.aws.amazon.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://console.aws.amazon.com/\r\nSet-Cookie: a=b")]
    public async Task Leads_nowhere_but_to_this_server_and_the_console(string destination)
    {
        await using var server = await TestServer.StartAsync();
        var browser = new Browser(server);
        var token = await TokenAsync(browser, await AssumeAsync(server));

        var login = await browser.GetAsync("/federation", ("Action", "login"), ("Destination", destination), ("SigninToken", token));
        var logout = await browser.GetAsync("/federation", ("Action", "logout"), ("Destination", destination));

        Assert.Equal(400, login.Code);
        Assert.Empty(browser.Cookies);
        Assert.False(logout.Headers.ContainsKey("Location"));
    }

    [Fact]
    public async Task A_token_is_good_for_fifteen_minutes_and_no_other_is()
    {
        await using var server = await TestServer.StartAsync();
        var browser = new Browser(server);
        var token = await TokenAsync(browser, await AssumeAsync(server));

        var touched = await browser.GetAsync("/federation", ("Action", "login"), ("SigninToken", token[..^3] + "AAA"));
        var missing = await browser.GetAsync("/federation", ("Action", "login"));
        await server.AdvanceAsync(TimeSpan.FromMinutes(15));
        var late = await browser.GetAsync("/federation", ("Action", "login"), ("SigninToken", token));

        Assert.Equal([400, 400, 400], [touched.Code, missing.Code, late.Code]);
        Assert.Single(await server.SignInRecordsAsync());
    }

    [Fact]
    public async Task A_session_ends_with_its_role_and_with_logout()
    {
        await using var server = await TestServer.StartAsync();
        var role = await AssumeAsync(server);
        var browser = new Browser(server);
        await browser.GetAsync("/federation", ("Action", "login"), ("SigninToken", await TokenAsync(browser, role)));
        var before = await browser.GetAsync("/session");

        await server.IamAsync("Action=DeleteRole&RoleName=broker");
        var after = await browser.GetAsync("/session");
        var logout = await browser.GetAsync("/federation", ("Action", "logout"), ("Destination", "https://console.aws.amazon.com/"));

        Assert.Equal([200, 401, 302], [before.Code, after.Code, logout.Code]);
        Assert.Empty(browser.Cookies);
    }

    private static async Task<SignedAs> AssumeAsync(TestServer server)
    {
        await server.MakeUserAsync("alice");
        await server.AllowAsync("alice", "*");
        await server.MakeRoleAsync("broker");
        return await server.StsAsync($"Action=AssumeRole&RoleArn={RoleArn}&RoleSessionName=jane", await server.KeyOfAsync("alice"));
    }

    private static Task<Reply> AskAsync(Browser browser, SignedAs credentials, params (string Name, string Value)[] more)
    {
        var session = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sessionId"] = credentials.AccessKeyId,
            ["sessionKey"] = credentials.Secret,
            ["sessionToken"] = credentials.SessionToken!,
        };
        return browser.GetAsync("/federation", [("Action", "getSigninToken"), ("Session", JsonSerializer.Serialize(session)), .. more]);
    }

    private static async Task<string> TokenAsync(Browser browser, SignedAs credentials, params (string Name, string Value)[] more)
    {
        var reply = await AskAsync(browser, credentials, more);
        Assert.True(reply.Code == 200, reply.Body);
        return JsonDocument.Parse(reply.Body).RootElement.GetProperty("SigninToken").GetString()!;
    }
}
