using System.Text.Json;
using Holdfast.Federation.Tokens;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Gateway.Tests.Sessions;
using Holdfast.Testing.Federation;

namespace Holdfast.Gateway.Tests.Federation;

/// <summary>A server, an identity provider and a client that has no credentials yet: from the token to a signed call, and what the record tells of it.</summary>
public sealed class FederatedCallTests
{
    private const string AllowAll = SessionWorld.AllowAll;

    [Fact]
    public async Task A_token_of_a_provider_whose_keys_are_fetched_becomes_credentials_that_sign()
    {
        await using var world = await SessionWorld.StartAsync();
        await using var host = await ProviderHost.StartAsync();
        var name = host.Issuer.Url["https://".Length..];
        var provider = SessionWorld.Value(
            await world.ExpectAsync("iam", "CreateOpenIDConnectProvider", null, ("Url", host.Issuer.Url), ("ClientIDList.member.1", "my-app")),
            "OpenIDConnectProviderArn");
        var role = await world.GivenRoleAsync("deploy", trust: Trust("Web", provider, $$$"""{"StringEquals":{"{{{name}}}:sub":"user-1234567890","{{{name}}}:aud":"my-app"}}"""));
        var token = host.Issuer.Sign(host.Issuer.Claims(TimeProvider.System.GetUtcNow()), "ES256");

        var reply = await UnsignedAsync(world, $"Action=AssumeRoleWithWebIdentity&RoleArn={role}&RoleSessionName=job&WebIdentityToken={token}");

        Assert.True(reply.Code == 200, reply.Body);
        var session = SessionWorld.CredentialsIn(reply.Body);
        Assert.Contains($"arn:aws:sts::{SessionWorld.Account}:assumed-role/deploy/job", await world.ExpectAsync("sts", "GetCallerIdentity", session), StringComparison.Ordinal);
        var records = await AuditLog.ReadAsync(world.Server);
        var assumed = Record(records, "AssumeRoleWithWebIdentity");
        Assert.Equal(
            $$"""{"type":"WebIdentityUser","principalId":"{{provider}}:my-app:user-1234567890","userName":"user-1234567890","identityProvider":"{{provider}}"}""",
            assumed.GetProperty("userIdentity").GetRawText());
        Assert.DoesNotContain(token, assumed.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(session.Secret, assumed.GetRawText(), StringComparison.Ordinal);
        var later = Record(records, "GetCallerIdentity").GetProperty("userIdentity").GetProperty("sessionContext").GetProperty("webIdFederationData");
        Assert.Equal(provider, later.GetProperty("federatedProvider").GetString());
        Assert.Equal("my-app", later.GetProperty("attributes").GetProperty(name + ":aud").GetString());
    }

    [Fact]
    public async Task A_subject_that_the_role_does_not_trust_is_refused_and_recorded_as_who_it_is()
    {
        await using var world = await SessionWorld.StartAsync();
        await using var host = await ProviderHost.StartAsync();
        var provider = SessionWorld.Value(
            await world.ExpectAsync("iam", "CreateOpenIDConnectProvider", null, ("Url", host.Issuer.Url), ("ClientIDList.member.1", "my-app"), ("ThumbprintList.member.1", host.Thumbprint)),
            "OpenIDConnectProviderArn");
        var role = await world.GivenRoleAsync("deploy", trust: Trust("Web", provider, $$$"""{"StringEquals":{"{{{host.Issuer.Url["https://".Length..]}}}:sub":"somebody-else"}}"""));
        var token = host.Issuer.Sign(host.Issuer.Claims(TimeProvider.System.GetUtcNow()));

        var reply = await UnsignedAsync(world, $"Action=AssumeRoleWithWebIdentity&RoleArn={role}&RoleSessionName=job&WebIdentityToken={token}");
        var unknown = await UnsignedAsync(world, $"Action=AssumeRoleWithWebIdentity&RoleArn={role}x&RoleSessionName=job&WebIdentityToken={token}");

        Assert.Equal(403, reply.Code);
        Assert.Contains("<Message>Not authorized to perform sts:AssumeRoleWithWebIdentity</Message>", reply.Body, StringComparison.Ordinal);
        Assert.Equal(SessionWorld.Value(reply.Body, "Message"), SessionWorld.Value(unknown.Body, "Message"));
        var refusals = (await AuditLog.ReadAsync(world.Server)).Where(record => record.GetProperty("eventName").GetString() == "AssumeRoleWithWebIdentity").ToList();
        Assert.Equal(2, refusals.Count);
        Assert.All(refusals, record => Assert.Equal("AccessDenied", record.GetProperty("errorCode").GetString()));
    }

    [Fact]
    public async Task An_assertion_becomes_credentials_once_and_its_subject_stays_with_the_session()
    {
        await using var world = await SessionWorld.StartAsync();
        using var idp = SamlIdentityProvider.WithRsa();
        var provider = SessionWorld.Value(
            await world.ExpectAsync("iam", "CreateSAMLProvider", null, ("Name", "corp"), ("SAMLMetadataDocument", idp.Metadata())), "SAMLProviderArn");
        var onlyAlice = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"saml:sub":"alice@example.com"}}}}""";
        var role = await world.GivenRoleAsync("deploy", onlyAlice, Trust("SAML", provider, """{"StringEquals":{"saml:aud":"https://signin.aws.amazon.com/saml"}}"""));
        var assertion = idp.SignIn(new()
        {
            IssuedAt = TimeProvider.System.GetUtcNow(),
            Attributes = [("https://aws.amazon.com/SAML/Attributes/Role", [$"{role},{provider}"]), ("https://aws.amazon.com/SAML/Attributes/RoleSessionName", ["alice"])],
        });
        var form = $"Action=AssumeRoleWithSAML&RoleArn={role}&PrincipalArn={provider}&SAMLAssertion={Uri.EscapeDataString(assertion)}";

        var reply = await UnsignedAsync(world, form);

        Assert.True(reply.Code == 200, reply.Body);
        await world.ExpectAsync("iam", "ListUsers", SessionWorld.CredentialsIn(reply.Body));
        var record = Record(await AuditLog.ReadAsync(world.Server), "AssumeRoleWithSAML");
        var identity = record.GetProperty("userIdentity");
        Assert.Equal("SAMLUser", identity.GetProperty("type").GetString());
        Assert.Equal("alice@example.com", identity.GetProperty("userName").GetString());
        Assert.DoesNotContain(assertion, record.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("The SAML assertion has already been used.", (await UnsignedAsync(world, form)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_publishes_the_keys_of_its_tokens_and_another_account_takes_them()
    {
        await using var world = await SessionWorld.StartAsync();
        var issuer = SessionWorld.Value(await world.ExpectAsync("iam", "EnableOutboundWebIdentityFederation", null), "IssuerIdentifier");
        var answer = await world.ExpectAsync("sts", "GetWebIdentityToken", world.Alice, ("Audience.member.1", "my-app"), ("SigningAlgorithm", "ES384"));
        var token = SessionWorld.Value(answer, "WebIdentityToken");
        var id = issuer["https://".Length..issuer.IndexOf('.', StringComparison.Ordinal)];

        var configuration = await world.Server.SendRawAsync("GET", $"/_holdfast/oidc/{id}/.well-known/openid-configuration", "", []);
        using var document = JsonDocument.Parse(configuration.Body);
        Assert.Equal(issuer, document.RootElement.GetProperty("issuer").GetString());
        var keys = await world.Server.SendRawAsync("GET", new Uri(document.RootElement.GetProperty("jwks_uri").GetString()!).AbsolutePath, "", []);
        Assert.True(JsonWebKeySet.TryParse(System.Text.Encoding.UTF8.GetBytes(keys.Body))!.Verify(JsonWebToken.TryRead(token)!));
        var hosted = await world.Server.SendRawAsync("GET", "/.well-known/jwks.json", "", [new("Host", issuer["https://".Length..])]);
        Assert.Equal(keys.Body, hosted.Body);
        Assert.Equal(404, (await world.Server.SendRawAsync("GET", "/_holdfast/oidc/none/.well-known/jwks.json", "", [])).Code);

        var provider = SessionWorld.Value(
            await world.ExpectAsync("iam", "CreateOpenIDConnectProvider", SessionWorld.OtherRoot, ("Url", issuer), ("ClientIDList.member.1", "my-app")),
            "OpenIDConnectProviderArn");
        var role = await world.GivenRoleAsync("partner", AllowAll, Trust("Web", provider, "{}"), SessionWorld.OtherRoot);
        var reply = await UnsignedAsync(world, $"Action=AssumeRoleWithWebIdentity&RoleArn={role}&RoleSessionName=job&WebIdentityToken={token}");
        Assert.True(reply.Code == 200, reply.Body);
        Assert.Equal($"arn:aws:iam::{SessionWorld.Account}:user/alice", SessionWorld.Value(reply.Body, "SubjectFromWebIdentityToken"));
        Assert.DoesNotContain(token, Record(await AuditLog.ReadAsync(world.Server), "GetWebIdentityToken").GetRawText(), StringComparison.Ordinal);
    }

    private static string Trust(string kind, string provider, string condition)
    {
        var action = kind == "SAML" ? "sts:AssumeRoleWithSAML" : "sts:AssumeRoleWithWebIdentity";
        return $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Federated":"{{{provider}}}"},"Action":["{{{action}}}","sts:TagSession"],"Condition":{{{condition}}}}}""";
    }

    private static JsonElement Record(IReadOnlyList<JsonElement> records, string name)
        => Assert.Single(records, record => record.GetProperty("eventName").GetString() == name);

    private static Task<Reply> UnsignedAsync(SessionWorld world, string form)
        => world.Server.SendRawAsync("POST", "/", form + "&Version=2011-06-15", [new("Content-Type", "application/x-www-form-urlencoded")]);
}
