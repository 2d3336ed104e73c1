using Holdfast.Gateway.Tests.Serving;
using Holdfast.Protocols.Signing;

namespace Holdfast.Gateway.Tests.SignIn;

public sealed class HostileRequestTests
{
    private const string Whole = "action=iam-user-authentication&account=000000000000&username=alice&password=guess";

    [Theory]
    [InlineData(Whole + "&username=bob", "The field username is there twice.")]
    [InlineData(Whole + "&%75sername=bob", "The field username is there twice.")]
    [InlineData(Whole + "&x=%zz", "A field is not encoded as a form's fields are.")]
    [InlineData(Whole + "&x=%ff", "A field is not encoded as a form's fields are.")]
    [InlineData(Whole + "&x=%", "A field is not encoded as a form's fields are.")]
    [InlineData("action=iam-user-authentication&account=000000000000", "An account and a username are needed.")]
    [InlineData("action=authenticateRoot", "An email is needed.")]
    [InlineData("action=fly", "The action is neither iam-user-authentication nor authenticateRoot.")]
    [InlineData("", "The action is neither iam-user-authentication nor authenticateRoot.")]
    [InlineData(Whole + "&redirect_uri=https://evil.example/", "The redirect_uri is neither of this server nor of the console.")]
    public async Task Refuses_a_form_that_it_cannot_take(string body, string text)
    {
        await using var server = await TestServer.StartAsync();

        var reply = await new Browser(server).PostRawAsync("/authenticate", body);

        Assert.Equal((400, "INVALID_REQUEST", text), (reply.Code, reply.Result(), reply.Property("text")));
        Assert.Empty(await server.SignInRecordsAsync());
    }

    [Fact]
    public async Task Refuses_a_form_that_is_too_large_or_has_too_many_fields_or_is_none()
    {
        await using var server = await TestServer.StartAsync();
        var browser = new Browser(server);

        var large = await browser.PostRawAsync("/authenticate", Whole + "&x=" + new string('x', 256 * 1024));
        var many = await browser.PostRawAsync("/authenticate", string.Join('&', Enumerable.Range(0, 65).Select(i => $"f{i}=1")));
        var json = await browser.PostRawAsync("/authenticate", """{"action":"iam-user-authentication"}""", "application/json");
        var text = await browser.PostRawAsync("/authenticate", Whole, "text/plain");

        Assert.Equal([413, 400, 415, 415], [large.Code, many.Code, json.Code, text.Code]);
    }

    [Fact]
    public async Task Takes_no_password_from_an_address()
    {
        await using var server = await TestServer.StartAsync();
        var browser = new Browser(server);

        var posted = await browser.PostRawAsync("/authenticate?action=authenticateRoot&email=root%40000000000000.localhost&password=test", "");
        var asked = await browser.GetAsync("/authenticate", ("action", "authenticateRoot"), ("email", "root@000000000000.localhost"), ("password", "test"));

        Assert.Equal([400, 405], [posted.Code, asked.Code]);
        Assert.Empty(browser.Cookies);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Answers_no_page_of_another_site(string header, string value)
    {
        await using var server = await TestServer.StartAsync();
        var browser = new Browser(server);
        await browser.SignInAsRootAsync("test");
        browser.Headers.Add(new HeaderField(header, value));

        Reply[] replies =
        [
            await browser.PostRawAsync("/authenticate", Whole),
            await browser.GetAsync("/session"),
            await browser.PostAsync("/switchrole", ("account", "000000000000"), ("roleName", "audit")),
            await browser.PostAsync("/password", ("password", "test"), ("newpassword", "Another-Horse-8")),
            await browser.PostAsync("/logout"),
        ];

        Assert.All(replies, reply => Assert.Equal(403, reply.Code));
    }

    [Fact]
    public async Task Forbids_keeping_framing_and_guessing_of_every_answer()
    {
        await using var server = await TestServer.StartAsync();
        var browser = new Browser(server);

        foreach (var reply in new[] { await browser.PostRawAsync("/authenticate", Whole), await browser.GetAsync("/session"), await browser.GetAsync("/nowhere"), await browser.GetAsync("/logout") })
        {
            Assert.Equal("no-store", reply.Headers["Cache-Control"]);
            Assert.Equal("DENY", reply.Headers["X-Frame-Options"]);
            Assert.Equal("default-src 'none'; frame-ancestors 'none'", reply.Headers["Content-Security-Policy"]);
            Assert.Equal("nosniff", reply.Headers["X-Content-Type-Options"]);
            Assert.Equal("no-referrer", reply.Headers["Referrer-Policy"]);
        }
    }

    [Fact]
    public async Task Keeps_the_rate_of_an_address()
    {
        await using var server = await TestServer.StartAsync(options => options.Gate.RequestsPerSecondPerSource = 1);
        var browser = new Browser(server);

        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => browser.GetAsync("/session")));

        Assert.Contains(replies, reply => reply.Code == 429);
    }

    [Fact]
    public async Task Says_what_there_is_not()
    {
        await using var server = await TestServer.StartAsync();
        var browser = new Browser(server);

        Assert.Equal(404, (await browser.GetAsync("/nowhere")).Code);
        Assert.Equal(405, (await browser.GetAsync("/switchrole")).Code);
        Assert.Equal(405, (await server.SendRawAsync("PUT", Browser.Prefix + "/session", "", [])).Code);
        Assert.Equal(200, (await server.SendRawAsync("GET", "/_holdfast/health", "", [new HeaderField("Host", "signin.localhost")])).Code);
    }

    [Fact]
    public async Task A_secret_that_was_typed_stands_in_no_record_and_no_log()
    {
        await using var server = await TestServer.StartAsync(options => options.LogLevel = Microsoft.Extensions.Logging.LogLevel.Debug);
        await server.MakeUserAsync("alice");
        var browser = new Browser(server);
        await browser.SignInAsync("alice", "typed-secret-1");
        await browser.SignInAsync("typed-secret-2", "x");
        await browser.SignInAsync("alice", SignInWorld.Password);
        await browser.PostAsync("/password", ("password", "typed-secret-3"), ("newpassword", "Typed-secret-4"));

        var records = string.Concat((await AuditLog.ReadAsync(server)).Select(record => record.GetRawText()));
        var log = server.Log.ToString();

        Assert.DoesNotContain("typed-secret", records, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("typed-secret", log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(browser.Cookies.Values.First()[..40], records + log, StringComparison.Ordinal);
    }
}
