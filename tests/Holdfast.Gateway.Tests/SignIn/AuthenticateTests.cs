using System.Text.Json;
using Holdfast.Gateway.Tests.Serving;

namespace Holdfast.Gateway.Tests.SignIn;

public sealed class AuthenticateTests
{
    private const string Incorrect = """{"state":"FAIL","properties":{"result":"FAILURE","text":"Your authentication information is incorrect. Please try again."}}""";

    private const string Tail = "\"readOnly\":false,\"eventType\":\"AwsConsoleSignIn\",\"managementEvent\":true,\"recipientAccountId\":\"000000000000\",\"eventCategory\":\"Management\"}";

    [Fact]
    public async Task Signs_in_a_user_and_records_it()
    {
        await using var server = await TestServer.StartAsync();
        await server.MakeUserAsync("alice");
        var browser = new Browser(server);

        var reply = await browser.SignInAsync("alice", SignInWorld.Password, ("redirect_uri", "https://console.aws.amazon.com/sns"));

        Assert.Equal("""{"state":"SUCCESS","properties":{"result":"SUCCESS","redirectUrl":"https://console.aws.amazon.com/sns"}}""", reply.Body);
        Assert.Contains("; Path=/; HttpOnly; SameSite=Lax", reply.Headers["Set-Cookie"], StringComparison.Ordinal);
        var session = await browser.GetAsync("/session");
        Assert.Equal("arn:aws:iam::000000000000:user/alice", session.Property("arn"));
        Assert.Equal("false", session.Property("mfaAuthenticated"));
        Assert.Equal(
            """{"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDA…","arn":"arn:aws:iam::000000000000:user/alice","accountId":"000000000000","userName":"alice"},"eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin","awsRegion":"us-east-1","sourceIPAddress":"127.0.0.1","requestParameters":null,"responseElements":{"ConsoleLogin":"Success"},"additionalEventData":{"LoginTo":"https://console.aws.amazon.com/sns","MobileVersion":"No","MFAUsed":"No"},"""
            + Tail,
            SignInWorld.Steady(Assert.Single(await server.SignInRecordsAsync())));
        Assert.Contains("<PasswordLastUsed>", await server.IamAsync("Action=GetUser&UserName=alice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_a_wrong_account_from_a_wrong_user_and_a_wrong_password_in_the_record_alone()
    {
        await using var server = await TestServer.StartAsync();
        await server.MakeUserAsync("alice");
        var browser = new Browser(server);

        var wrongPassword = await browser.SignInAsync("alice", "guess");
        var wrongUser = await browser.SignInAsync("my-password-in-the-wrong-field", "guess");
        var wrongAccount = await browser.PostAsync(
            "/authenticate", ("action", "iam-user-authentication"), ("account", "999999999999"), ("username", "alice"), ("password", "guess"));

        Assert.Equal([Incorrect, Incorrect, Incorrect], [wrongPassword.Body, wrongUser.Body, wrongAccount.Body]);
        Assert.Equal([200, 200, 200], [wrongPassword.Code, wrongUser.Code, wrongAccount.Code]);
        Assert.Empty(browser.Cookies);
        const string Rest = "\"eventSource\":\"signin.amazonaws.com\",\"eventName\":\"ConsoleLogin\",\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":\"127.0.0.1\",\"errorMessage\":\"{0}\",\"requestParameters\":null,\"responseElements\":{\"ConsoleLogin\":\"Failure\"},\"additionalEventData\":{\"LoginTo\":\"https://console.aws.amazon.com/console/home\",\"MobileVersion\":\"No\",\"MFAUsed\":\"No\"}," + Tail;
        var records = await server.SignInRecordsAsync();
        Assert.Equal(
            [
                """{"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDA…","accountId":"000000000000","accessKeyId":"","userName":"alice"},"""
                    + Rest.Replace("{0}", "Failed authentication", StringComparison.Ordinal),
                """{"eventVersion":"1.11","userIdentity":{"type":"IAMUser","accountId":"000000000000","accessKeyId":"","userName":"HIDDEN_DUE_TO_SECURITY_REASONS"},"""
                    + Rest.Replace("{0}", "No username found in supplied account", StringComparison.Ordinal),
            ],
            records.Select(SignInWorld.Steady));
    }

    [Fact]
    public async Task Finds_the_account_by_its_alias_and_by_its_host()
    {
        await using var server = await TestServer.StartAsync();
        await server.MakeUserAsync("alice");
        await server.IamAsync("Action=CreateAccountAlias&AccountAlias=wonderland");

        var byAlias = await new Browser(server).PostAsync(
            "/authenticate", ("action", "iam-user-authentication"), ("account", "wonderland"), ("username", "alice"), ("password", SignInWorld.Password));
        var byHost = await new Browser(server) { Host = "wonderland.signin.aws.amazon.com" }.PostAsync(
            "/authenticate", ("action", "iam-user-authentication"), ("username", "alice"), ("password", SignInWorld.Password));

        Assert.Equal(["SUCCESS", "SUCCESS"], [byAlias.Result(), byHost.Result()]);
    }

    [Fact]
    public async Task Signs_in_the_root_user_by_the_address_and_records_it_in_the_home_region()
    {
        await using var server = await TestServer.StartAsync();
        var browser = new Browser(server) { Host = "eu-west-1.signin.aws.amazon.com" };

        var wrong = await browser.SignInAsRootAsync("guess");
        var stranger = await browser.PostAsync("/signin", ("action", "authenticateRoot"), ("email", "nobody@example.com"), ("password", "guess"));
        var reply = await browser.SignInAsRootAsync("test");

        Assert.Equal([Incorrect, Incorrect], [wrong.Body, stranger.Body]);
        Assert.Equal("SUCCESS", reply.Result());
        Assert.Equal("arn:aws:iam::000000000000:root", (await browser.GetAsync("/session")).Property("arn"));
        const string Identity = "\"userIdentity\":{\"type\":\"Root\",\"principalId\":\"000000000000\",\"arn\":\"arn:aws:iam::000000000000:root\",\"accountId\":\"000000000000\",\"accessKeyId\":\"\"}";
        var records = await server.SignInRecordsAsync();
        Assert.Equal(["Failed authentication", null], records.Select(record => record.TryGetProperty("errorMessage", out var error) ? error.GetString() : null));
        Assert.All(records, record => Assert.Contains(Identity, record.GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Records_a_user_of_a_regional_host_in_its_region()
    {
        await using var server = await TestServer.StartAsync();
        await server.MakeUserAsync("alice");

        await new Browser(server) { Host = "eu-west-1.signin.aws.amazon.com" }.SignInAsync("alice", SignInWorld.Password);

        var record = Assert.Single(await server.SignInRecordsAsync("eu-west-1"));
        Assert.Equal("eu-west-1", record.GetProperty("awsRegion").GetString());
        Assert.Equal("eu-west-1.signin.aws.amazon.com", record.GetProperty("tlsDetails").GetProperty("clientProvidedHostHeader").GetString());
    }

    [Fact]
    public async Task Asks_for_the_code_of_a_device_and_takes_each_once()
    {
        await using var server = await TestServer.StartAsync();
        await server.MakeUserAsync("alice");
        var codeAfter = await server.GiveMfaAsync("alice");
        var browser = new Browser(server);

        var first = await browser.SignInAsync("alice", SignInWorld.Password);
        var wrong = await browser.PostAsync("/authenticate", ("challenge", first.Property("challenge")!), ("mfacode", codeAfter(0)));
        var right = await browser.PostAsync("/authenticate", ("challenge", first.Property("challenge")!), ("mfacode", codeAfter(1)));
        var session = await browser.GetAsync("/session");
        var again = await new Browser(server).PostAsync("/authenticate", ("challenge", first.Property("challenge")!), ("mfacode", codeAfter(1)));

        Assert.Equal(("MFA", "SW", "arn:aws:iam::000000000000:mfa/alice"), (first.Result(), first.Property("mfaType"), first.Property("mfaSerial")));
        Assert.Equal(Incorrect, wrong.Body);
        Assert.Equal("SUCCESS", right.Result());
        Assert.Equal("true", session.Property("mfaAuthenticated"));
        Assert.Equal(Incorrect, again.Body);
        var records = await server.SignInRecordsAsync();
        Assert.Equal(["CheckMfa", "ConsoleLogin", "ConsoleLogin", "ConsoleLogin"], records.Select(record => record.GetProperty("eventName").GetString()));
        Assert.Equal(
            """{"eventVersion":"1.11","userIdentity":{"type":"IAMUser","principalId":"AIDA…","accountId":"000000000000","accessKeyId":"","userName":"alice"},"eventSource":"signin.amazonaws.com","eventName":"CheckMfa","awsRegion":"us-east-1","sourceIPAddress":"127.0.0.1","requestParameters":null,"responseElements":{"CheckMfa":"Success"},"additionalEventData":{"MfaType":"Virtual MFA"},"""
            + Tail,
            SignInWorld.Steady(records[0]));
        Assert.Equal("Yes", records[1].GetProperty("additionalEventData").GetProperty("MFAUsed").GetString());
        Assert.Equal(
            """{"LoginTo":"https://console.aws.amazon.com/console/home","MobileVersion":"No","MFAIdentifier":"arn:aws:iam::000000000000:mfa/alice","MFAUsed":"Yes"}""",
            records[2].GetProperty("additionalEventData").GetRawText());
    }

    [Fact]
    public async Task Takes_password_and_code_in_one_form_as_the_console_posts_them()
    {
        await using var server = await TestServer.StartAsync();
        await server.MakeUserAsync("alice");
        var codeAfter = await server.GiveMfaAsync("alice");

        var reply = await new Browser(server).SignInAsync("alice", SignInWorld.Password, ("mfa_otp_1", codeAfter(1)), ("mfaType", "SW"));

        Assert.Equal("SUCCESS", reply.Result());
    }

    [Fact]
    public async Task Takes_no_step_that_is_too_late_or_touched_or_of_another_password()
    {
        await using var server = await TestServer.StartAsync();
        await server.MakeUserAsync("alice");
        var codeAfter = await server.GiveMfaAsync("alice");
        var browser = new Browser(server);
        var challenge = (await browser.SignInAsync("alice", SignInWorld.Password)).Property("challenge")!;

        var touched = await browser.PostAsync("/authenticate", ("challenge", Touch(challenge)), ("mfacode", codeAfter(1)));
        await server.IamAsync("Action=UpdateLoginProfile&UserName=alice&Password=Another-Horse-8");
        var otherPassword = await browser.PostAsync("/authenticate", ("challenge", challenge), ("mfacode", codeAfter(1)));
        await server.IamAsync($"Action=UpdateLoginProfile&UserName=alice&Password={SignInWorld.Password}");
        challenge = (await browser.SignInAsync("alice", SignInWorld.Password)).Property("challenge")!;
        await server.AdvanceAsync(TimeSpan.FromMinutes(5));
        var late = await browser.PostAsync("/authenticate", ("challenge", challenge), ("mfacode", codeAfter(1)));

        Assert.Equal("This took too long, or belongs to another sign-in. Please start again.", touched.Property("text"));
        Assert.Equal(Incorrect, otherPassword.Body);
        Assert.Equal("This took too long, or belongs to another sign-in. Please start again.", late.Property("text"));
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task Lets_a_user_change_a_password_that_must_be_changed_by_the_right_to_change_it()
    {
        await using var server = await TestServer.StartAsync();
        await server.MakeUserAsync("alice", "&PasswordResetRequired=true");
        var browser = new Browser(server);

        var first = await browser.SignInAsync("alice", SignInWorld.Password);
        (string, string)[] change = [("challenge", first.Property("challenge")!), ("password", SignInWorld.Password), ("newpassword", "Another-Horse-8")];
        var forbidden = await browser.PostAsync("/authenticate", change);
        await server.AllowAsync("alice", "iam:ChangePassword");
        var weak = await browser.PostAsync("/authenticate", [.. change[..2], ("newpassword", "weak")]);
        var changed = await browser.PostAsync("/authenticate", change);
        var old = await new Browser(server).SignInAsync("alice", SignInWorld.Password);
        var next = await new Browser(server).SignInAsync("alice", "Another-Horse-8");

        Assert.Equal("CHANGE_PASSWORD", first.Result());
        Assert.Equal(["CHANGE_PASSWORD_FAILURE", "CHANGE_PASSWORD_FAILURE"], [forbidden.Result(), weak.Result()]);
        Assert.Equal(
            "Either user is not authorized to perform iam:ChangePassword or entered password does not comply with account password policy set by administrator",
            weak.Property("text"));
        Assert.Equal(["SUCCESS", "FAILURE", "SUCCESS"], [changed.Result(), old.Result(), next.Result()]);
        var changes = (await AuditLog.ReadAsync(server)).Where(record => record.GetProperty("eventName").GetString() == "ChangePassword").ToList();
        Assert.Equal(["AccessDenied", "PasswordPolicyViolationException", null], changes.Select(record => record.TryGetProperty("errorCode", out var code) ? code.GetString() : null));
        Assert.Equal("true", changes[^1].GetProperty("sessionCredentialFromConsole").GetString());
        Assert.DoesNotContain(await AuditLog.ReadAsync(server), record => record.GetRawText().Contains("Another-Horse-8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refuses_a_password_that_is_over_for_good()
    {
        await using var server = await TestServer.StartAsync();
        await server.MakeUserAsync("alice");
        await server.IamAsync("Action=UpdateAccountPasswordPolicy&MaxPasswordAge=10&HardExpiry=true");
        await server.AdvanceAsync(TimeSpan.FromDays(11));

        var reply = await new Browser(server).SignInAsync("alice", SignInWorld.Password);

        Assert.Equal("PASSWORD_EXPIRED", reply.Result());
        Assert.Equal("Failure", Assert.Single(await server.SignInRecordsAsync()).GetProperty("responseElements").GetProperty("ConsoleLogin").GetString());
    }

    [Fact]
    public async Task The_event_history_finds_a_sign_in_by_its_name_and_its_user()
    {
        await using var server = await TestServer.StartAsync();
        await server.MakeUserAsync("alice");
        await new Browser(server).SignInAsync("alice", "guess");

        foreach (var (key, value) in new[] { ("EventName", "ConsoleLogin"), ("Username", "alice"), ("EventSource", "signin.amazonaws.com") })
        {
            var reply = await server.JsonAsync(
                "cloudtrail",
                "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents",
                $$"""{"LookupAttributes":[{"AttributeKey":"{{key}}","AttributeValue":"{{value}}"}]}""");

            var found = Assert.Single(JsonDocument.Parse(reply.Body).RootElement.GetProperty("Events").EnumerateArray());
            Assert.Equal(("ConsoleLogin", "alice"), (found.GetProperty("EventName").GetString(), found.GetProperty("Username").GetString()));
        }
    }

    private static string Touch(string text) => text[..^5] + (text[^5] == 'A' ? 'B' : 'A') + text[^4..];
}
