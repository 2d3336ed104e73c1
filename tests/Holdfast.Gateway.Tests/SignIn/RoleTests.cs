using Holdfast.Gateway.Tests.Serving;

namespace Holdfast.Gateway.Tests.SignIn;

public sealed class RoleTests
{
    private const string Invalid = "Invalid information in one or more fields. Check your information or contact your administrator.";

    [Fact]
    public async Task Takes_a_role_by_a_judged_call_and_leaves_it_again()
    {
        await using var server = await TestServer.StartAsync();
        var browser = await SignedInAsync(server, "sts:AssumeRole");
        await server.MakeRoleAsync("audit", "&MaxSessionDuration=7200");

        var reply = await browser.PostAsync("/switchrole", ("account", "000000000000"), ("roleName", "audit"), ("displayName", "Audit"));
        var session = await browser.GetAsync("/session");
        var exit = await server.SendRawAsync("POST", Browser.Prefix + "/exitrole", "", [new("Cookie", string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")))]);
        browser.Keep(exit);
        var after = await browser.GetAsync("/session");

        Assert.Equal("SUCCESS", reply.Result());
        Assert.Equal(
            ("arn:aws:sts::000000000000:assumed-role/audit/alice", "arn:aws:iam::000000000000:user/alice", "Audit"),
            (session.Property("arn"), session.Property("switchedFrom"), session.Property("displayName")));
        var left = DateTimeOffset.Parse(session.Property("expiration")!, null) - TimeProvider.System.GetUtcNow();
        Assert.InRange(left.TotalMinutes, 110, 121);
        Assert.Equal("SUCCESS", exit.Result());
        Assert.Equal("arn:aws:iam::000000000000:user/alice", after.Property("arn"));
        const string Identity = """{"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROA…:alice","arn":"arn:aws:sts::000000000000:assumed-role/audit/alice","accountId":"000000000000"},"eventSource":"signin.amazonaws.com",""";
        const string Tail = "\"readOnly\":false,\"eventType\":\"AwsConsoleSignIn\",\"managementEvent\":true,\"recipientAccountId\":\"000000000000\",\"eventCategory\":\"Management\"}";
        Assert.Equal(
            [
                Identity + "\"eventName\":\"SwitchRole\",\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":\"127.0.0.1\",\"requestParameters\":null,\"responseElements\":{\"SwitchRole\":\"Success\"},\"additionalEventData\":{\"SwitchFrom\":\"arn:aws:iam::000000000000:user/alice\",\"RedirectTo\":\"https://console.aws.amazon.com/console/home\"}," + Tail,
                Identity + "\"eventName\":\"ExitRole\",\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":\"127.0.0.1\",\"requestParameters\":null,\"responseElements\":{\"ExitRole\":\"Success\"},\"additionalEventData\":{\"RedirectTo\":\"https://console.aws.amazon.com/console/home\"}," + Tail,
            ],
            (await server.SignInRecordsAsync()).Skip(1).Select(SignInWorld.Steady));
        var assumed = (await AuditLog.ReadAsync(server)).Single(record => record.GetProperty("eventName").GetString() == "AssumeRole");
        Assert.Equal("alice", assumed.GetProperty("requestParameters").GetProperty("roleSessionName").GetString());
        Assert.Equal("true", assumed.GetProperty("sessionCredentialFromConsole").GetString());
    }

    [Fact]
    public async Task Takes_no_role_that_the_judge_does_not_allow_and_records_that()
    {
        await using var server = await TestServer.StartAsync();
        var browser = await SignedInAsync(server, "s3:*");
        await server.MakeRoleAsync("audit");

        var reply = await browser.PostAsync("/switchrole", ("account", "000000000000"), ("roleName", "audit"));

        Assert.Equal(("FAIL", Invalid), (reply.Body[10..14], reply.Property("text")));
        Assert.Equal("arn:aws:iam::000000000000:user/alice", (await browser.GetAsync("/session")).Property("arn"));
        var records = await AuditLog.ReadAsync(server);
        Assert.Equal("AccessDenied", NamedOf("AssumeRole").GetProperty("errorCode").GetString());
        Assert.Equal("Failure", NamedOf("SwitchRole").GetProperty("responseElements").GetProperty("SwitchRole").GetString());
        Assert.StartsWith("User: arn:aws:iam::000000000000:user/alice is not authorized to perform: sts:AssumeRole", NamedOf("SwitchRole").GetProperty("errorMessage").GetString(), StringComparison.Ordinal);

        System.Text.Json.JsonElement NamedOf(string name) => records.Single(record => record.GetProperty("eventName").GetString() == name);
    }

    [Theory]
    [InlineData("000000000000", "nowhere")]
    [InlineData("999999999999", "audit")]
    [InlineData("not-an-alias", "audit")]
    [InlineData("000000000000", "audit:*")]
    public async Task Says_the_same_of_a_role_and_of_an_account_that_do_not_exist(string account, string roleName)
    {
        await using var server = await TestServer.StartAsync();
        var browser = await SignedInAsync(server, "sts:AssumeRole");

        var reply = await browser.PostAsync("/switchrole", ("account", account), ("roleName", roleName));

        Assert.Equal((200, Invalid), (reply.Code, reply.Property("text")));
    }

    [Fact]
    public async Task Takes_the_next_role_as_who_signed_in_and_not_from_role_to_role()
    {
        await using var server = await TestServer.StartAsync();
        var browser = await SignedInAsync(server, "sts:AssumeRole");
        await server.MakeRoleAsync("first");
        await server.MakeRoleAsync("second");
        await browser.PostAsync("/switchrole", ("account", "000000000000"), ("roleName", "first"));

        var reply = await browser.PostAsync("/switchrole", ("account", "000000000000"), ("roleName", "second"));

        Assert.Equal("SUCCESS", reply.Result());
        Assert.Equal("arn:aws:iam::000000000000:user/alice", (await browser.GetAsync("/session")).Property("switchedFrom"));
    }

    [Fact]
    public async Task A_role_that_is_over_leaves_who_signed_in()
    {
        await using var server = await TestServer.StartAsync();
        var browser = await SignedInAsync(server, "sts:AssumeRole");
        await server.MakeRoleAsync("audit");
        await browser.PostAsync("/switchrole", ("account", "000000000000"), ("roleName", "audit"));

        await server.AdvanceAsync(TimeSpan.FromMinutes(61));
        var later = await browser.GetAsync("/session");
        await server.AdvanceAsync(TimeSpan.FromHours(11));
        var over = await browser.GetAsync("/session");

        Assert.Equal("arn:aws:iam::000000000000:user/alice", later.Property("arn"));
        Assert.Equal(401, over.Code);
    }

    [Fact]
    public async Task A_root_user_takes_no_role_and_a_stranger_neither()
    {
        await using var server = await TestServer.StartAsync();
        await server.MakeRoleAsync("audit");
        var root = new Browser(server);
        await root.SignInAsRootAsync("test");

        var byRoot = await root.PostAsync("/switchrole", ("account", "000000000000"), ("roleName", "audit"));
        var byStranger = await new Browser(server).PostAsync("/switchrole", ("account", "000000000000"), ("roleName", "audit"));
        var exit = await root.PostAsync("/exitrole");

        Assert.Equal(Invalid, byRoot.Property("text"));
        Assert.Equal([401, 400], [byStranger.Code, exit.Code]);
    }

    private static async Task<Browser> SignedInAsync(TestServer server, string action)
    {
        await server.MakeUserAsync("alice");
        await server.AllowAsync("alice", action);
        var browser = new Browser(server);
        Assert.Equal("SUCCESS", (await browser.SignInAsync("alice", SignInWorld.Password)).Result());
        return browser;
    }
}
