using Holdfast.Gateway.Tests.Serving;
using Holdfast.Testing.Federation;

namespace Holdfast.Gateway.Tests.SignIn;

public sealed class SamlTests : IDisposable
{
    private const string Attributes = "https://aws.amazon.com/SAML/Attributes/";
    private const string Provider = "arn:aws:iam::000000000000:saml-provider/corp";

    private readonly SamlIdentityProvider _provider = SamlIdentityProvider.WithRsa();

    [Fact]
    public async Task Signs_in_whom_a_provider_vouches_for_and_takes_an_assertion_once()
    {
        await using var server = await StartAsync("deploy");
        var browser = new Browser(server);
        var response = Response("deploy");

        var reply = await browser.PostAsync("/saml", ("SAMLResponse", response), ("RelayState", "https://console.aws.amazon.com/s3"));
        var again = await new Browser(server).PostAsync("/saml", ("SAMLResponse", response));

        Assert.True(reply.Code == 302, reply.Body);
        Assert.Equal("https://console.aws.amazon.com/s3", reply.Headers["Location"]);
        Assert.Equal("arn:aws:sts::000000000000:assumed-role/deploy/jane", (await browser.GetAsync("/session")).Property("arn"));
        Assert.Equal((403, "The SAML assertion has already been used."), (again.Code, again.Property("text")));
        var record = Assert.Single(await server.SignInRecordsAsync());
        Assert.Equal("AssumedRole", record.GetProperty("userIdentity").GetProperty("type").GetString());
        Assert.Equal(
            $$"""{"LoginTo":"https://console.aws.amazon.com/s3","MobileVersion":"No","MFAUsed":"No","SamlProviderArn":"{{Provider}}"}""",
            record.GetProperty("additionalEventData").GetRawText());
        Assert.Contains(await AuditLog.ReadAsync(server), made => made.GetProperty("eventName").GetString() == "AssumeRoleWithSAML");
    }

    [Fact]
    public async Task Asks_which_of_several_roles_is_meant()
    {
        await using var server = await StartAsync("deploy", "audit");
        var browser = new Browser(server);
        var response = Response("deploy", "audit");

        var choice = await browser.PostAsync("/saml", ("SAMLResponse", response));
        var other = await browser.PostAsync("/saml", ("SAMLResponse", response), ("roleIndex", "arn:aws:iam::000000000000:role/root"));
        var chosen = await browser.PostAsync("/saml", ("SAMLResponse", response), ("roleIndex", "arn:aws:iam::000000000000:role/audit"));

        Assert.Equal(
            """{"state":"SUCCESS","properties":{"result":"ROLES","roles":["arn:aws:iam::000000000000:role/deploy","arn:aws:iam::000000000000:role/audit"]}}""",
            choice.Body);
        Assert.Equal([403, 302], [other.Code, chosen.Code]);
        Assert.Equal("https://console.aws.amazon.com/console/home", chosen.Headers["Location"]);
        Assert.Equal("arn:aws:sts::000000000000:assumed-role/audit/jane", (await browser.GetAsync("/session")).Property("arn"));
    }

    [Fact]
    public async Task Believes_no_response_that_the_provider_did_not_sign()
    {
        await using var server = await StartAsync("deploy");
        using var other = SamlIdentityProvider.WithRsa();
        var browser = new Browser(server);

        Reply[] replies =
        [
            await browser.PostAsync("/saml", ("SAMLResponse", other.SignIn(StatementOf("deploy")))),
            await browser.PostAsync("/saml", ("SAMLResponse", SamlIdentityProvider.Encode(SamlIdentityProvider.Response(_provider.Assertion(StatementOf("deploy")))))),
            await browser.PostAsync("/saml", ("SAMLResponse", "not base 64")),
            await browser.PostAsync("/saml", ("SAMLResponse", SamlIdentityProvider.Encode("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"))),
            await browser.PostAsync("/saml", ("SAMLResponse", SamlIdentityProvider.Encode("<a>"))),
        ];

        Assert.All(replies, reply => Assert.Equal(403, reply.Code));
        Assert.Equal(400, (await browser.PostAsync("/saml")).Code);
        Assert.Empty(browser.Cookies);
        Assert.Empty(await server.SignInRecordsAsync());
    }

    public void Dispose() => _provider.Dispose();

    private async Task<TestServer> StartAsync(params string[] roles)
    {
        var server = await TestServer.StartAsync();
        await server.IamAsync($"Action=CreateSAMLProvider&Name=corp&SAMLMetadataDocument={Uri.EscapeDataString(_provider.Metadata())}");
        foreach (var role in roles)
        {
            var trust = $$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Federated":"{{Provider}}"},"Action":"sts:AssumeRoleWithSAML","Condition":{"StringEquals":{"saml:aud":"https://signin.aws.amazon.com/saml"} } } }""";
            await server.IamAsync($"Action=CreateRole&RoleName={role}&AssumeRolePolicyDocument={Uri.EscapeDataString(trust)}");
        }

        return server;
    }

    private string Response(params string[] roles) => _provider.SignIn(StatementOf(roles));

    private static SamlStatement StatementOf(params string[] roles) => new()
    {
        IssuedAt = TimeProvider.System.GetUtcNow(),
        Attributes =
        [
            (Attributes + "Role", [.. roles.Select(role => $"arn:aws:iam::000000000000:role/{role},{Provider}")]),
            (Attributes + "RoleSessionName", ["jane"]),
        ],
    };
}
