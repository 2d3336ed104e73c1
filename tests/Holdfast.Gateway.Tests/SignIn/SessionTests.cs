using Holdfast.Gateway.Tests.Serving;

namespace Holdfast.Gateway.Tests.SignIn;

public sealed class SessionTests
{
    [Fact]
    public async Task Logout_takes_the_session_from_the_browser()
    {
        await using var server = await TestServer.StartAsync();
        var browser = new Browser(server);
        await browser.SignInAsRootAsync("test");

        var reply = await browser.PostAsync("/logout");

        Assert.Equal("SIGNED_OUT", reply.Result());
        Assert.Empty(browser.Cookies);
        Assert.Equal(401, (await browser.GetAsync("/session")).Code);
    }

    [Fact]
    public async Task Believes_no_cookie_that_it_did_not_make()
    {
        await using var server = await TestServer.StartAsync();
        await using var other = await TestServer.StartAsync();
        var browser = new Browser(server);
        await browser.SignInAsRootAsync("test");
        var (name, value) = Assert.Single(browser.Cookies);

        foreach (var broken in new[] { "", "x", "%", value[..^1], value + "A", value[..20] + (value[20] == 'A' ? 'B' : 'A') + value[21..], new string('A', 20_000) })
        {
            browser.Cookies[name] = broken;
            Assert.Equal(401, (await browser.GetAsync("/session")).Code);
        }

        var elsewhere = new Browser(other);
        elsewhere.Cookies[name] = value;
        Assert.Equal(401, (await elsewhere.GetAsync("/session")).Code);
        browser.Cookies[name] = $"{value}; {name}={value}";
        Assert.Equal(401, (await browser.GetAsync("/session")).Code);
        browser.Cookies[name] = value;
        Assert.Equal(200, (await browser.GetAsync("/session")).Code);
    }

    [Fact]
    public async Task A_session_lasts_twelve_hours_and_not_longer_than_its_user()
    {
        await using var server = await TestServer.StartAsync();
        await server.MakeUserAsync("alice");
        var alice = new Browser(server);
        await alice.SignInAsync("alice", SignInWorld.Password);
        var root = new Browser(server);
        await root.SignInAsRootAsync("test");

        await server.IamAsync("Action=DeleteLoginProfile&UserName=alice");
        await server.IamAsync("Action=DeleteUser&UserName=alice");
        var deleted = await alice.GetAsync("/session");
        await server.AdvanceAsync(TimeSpan.FromHours(11));
        var still = await root.GetAsync("/session");
        await server.AdvanceAsync(TimeSpan.FromHours(1));
        var over = await root.GetAsync("/session");

        Assert.Equal([401, 200, 401], [deleted.Code, still.Code, over.Code]);
    }

    [Fact]
    public async Task A_root_user_changes_the_password_who_knows_the_present_one()
    {
        await using var server = await TestServer.StartAsync();
        var browser = new Browser(server);
        var stranger = await browser.PostAsync("/password", ("password", "test"), ("newpassword", "Another-Horse-8"));
        await browser.SignInAsRootAsync("test");

        var wrong = await browser.PostAsync("/password", ("password", "guess"), ("newpassword", "Another-Horse-8"));
        var weak = await browser.PostAsync("/password", ("password", "test"), ("newpassword", "weak"));
        var changed = await browser.PostAsync("/password", ("password", "test"), ("newpassword", "Another-Horse-8"));
        var old = await new Browser(server).SignInAsRootAsync("test");
        var next = await new Browser(server).SignInAsRootAsync("Another-Horse-8");

        Assert.Equal(401, stranger.Code);
        Assert.Equal(
            ["CHANGE_PASSWORD_FAILURE", "CHANGE_PASSWORD_FAILURE", "PASSWORD_CHANGED", "FAILURE", "SUCCESS"],
            [wrong.Result(), weak.Result(), changed.Result(), old.Result(), next.Result()]);
        var records = (await server.SignInRecordsAsync()).Where(record => record.GetProperty("eventName").GetString() == "PasswordUpdated").ToList();
        Assert.Equal(
            """{"eventVersion":"1.11","userIdentity":{"type":"Root","principalId":"000000000000","arn":"arn:aws:iam::000000000000:root","accountId":"000000000000","accessKeyId":""},"eventSource":"signin.amazonaws.com","eventName":"PasswordUpdated","awsRegion":"us-east-1","sourceIPAddress":"127.0.0.1","requestParameters":null,"responseElements":{"PasswordUpdated":"Success"},"readOnly":false,"eventType":"AwsConsoleSignIn","managementEvent":true,"recipientAccountId":"000000000000","eventCategory":"Management"}""",
            SignInWorld.Steady(records[^1]));
        Assert.Equal("Failed authentication", records[0].GetProperty("errorMessage").GetString());
    }

    [Fact]
    public async Task A_user_changes_the_password_by_the_operation_of_the_API()
    {
        await using var server = await TestServer.StartAsync();
        await server.MakeUserAsync("alice");
        var browser = new Browser(server);
        await browser.SignInAsync("alice", SignInWorld.Password);

        var forbidden = await browser.PostAsync("/password", ("password", SignInWorld.Password), ("newpassword", "Another-Horse-8"));
        await server.AllowAsync("alice", "iam:ChangePassword");
        var changed = await browser.PostAsync("/password", ("password", SignInWorld.Password), ("newpassword", "Another-Horse-8"));

        Assert.Contains("iam:ChangePassword", forbidden.Property("text"), StringComparison.Ordinal);
        Assert.Equal("PASSWORD_CHANGED", changed.Result());
    }

    [Fact]
    public async Task A_session_with_long_policies_is_laid_into_several_cookies()
    {
        await using var server = await TestServer.StartAsync();
        await server.MakeUserAsync("alice");
        await server.AllowAsync("alice", "*");
        await server.MakeRoleAsync("broker");
        var random = new Random(7);
        var sids = string.Concat(Enumerable.Range(0, 1_700).Select(_ => (char)('a' + random.Next(26))));
        var policy = $$$"""{"Version":"2012-10-17","Statement":{"Sid":"{{{sids}}}","Effect":"Allow","Action":"*","Resource":"*"}}""";
        var role = await server.StsAsync(
            "Action=AssumeRole&RoleArn=arn:aws:iam::000000000000:role/broker&RoleSessionName=jane&Policy=" + Uri.EscapeDataString(policy),
            await server.KeyOfAsync("alice"));
        var browser = new Browser(server);
        var session = $$"""{"sessionId":"{{role.AccessKeyId}}","sessionKey":"{{role.Secret}}","sessionToken":"{{role.SessionToken}}"}""";
        var token = (await browser.GetAsync("/federation", ("Action", "getSigninToken"), ("Session", session))).Body.Split('"')[3];

        await browser.GetAsync("/federation", ("Action", "login"), ("SigninToken", token));

        Assert.True(browser.Cookies.Count > 1);
        Assert.All(browser.Cookies.Values, value => Assert.True(value.Length < 4_000));
        Assert.Equal("arn:aws:sts::000000000000:assumed-role/broker/jane", (await browser.GetAsync("/session")).Property("arn"));
        await browser.PostAsync("/logout");
        Assert.Empty(browser.Cookies);
    }
}
