using System.Text.Json.Nodes;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam.OpenIdConnectProviders;
using Holdfast.Services.Iam.OutboundFederation;
using Holdfast.Services.Iam.Roles;
using Holdfast.Services.Sts;
using Holdfast.Services.Sts.Federation;
using Holdfast.Services.Tests.Authorization;
using Holdfast.Testing;
using Holdfast.Testing.Federation;

namespace Holdfast.Services.Tests.Sts.Federation;

public sealed class AssumeRoleWithWebIdentityTests : FederationTests
{
    private const string Name = "tokens.example.com/realm";
    private const string ProviderArn = "arn:aws:iam::111122223333:oidc-provider/" + Name;
    private const string NotValidated = "The web identity token that was passed could not be validated by Amazon Web Services.";
    private const string NoKey =
        "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";

    private readonly TokenIssuer _issuer = new();

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public async Task Gives_credentials_of_the_role_to_the_bearer_of_a_token(string algorithm)
    {
        var role = await GivenAsync();

        var response = await AssumeAsync(_issuer.Sign(_issuer.Claims(World.Now), algorithm));

        Assert.Equal("arn:aws:sts::111122223333:assumed-role/deploy/job", response.AssumedRoleUser!.Arn);
        Assert.Equal($"{role.Id}:job", response.AssumedRoleUser.AssumedRoleId);
        Assert.Equal("user-1234567890", response.SubjectFromWebIdentityToken);
        Assert.Equal("my-app", response.Audience);
        Assert.Equal(ProviderArn, response.Provider);
        var session = Open(response.Credentials!.AccessKeyId, response.Credentials.SessionToken);
        Assert.Equal(ProviderArn, session.Facts.FederatedProvider);
        Assert.Equal("user-1234567890", session.Facts.Federation!.Attributes[Name + ":sub"]);
        Assert.Equal("my-app", session.Facts.Federation.Attributes[Name + ":aud"]);
    }

    [Fact]
    public async Task Fetches_the_keys_once_for_all_tokens_of_an_issuer_with_its_thumbprints()
    {
        await GivenAsync();

        await AssumeAsync(_issuer.Sign(_issuer.Claims(World.Now)));
        await AssumeAsync(_issuer.Sign(_issuer.Claims(World.Now)));

        var fetch = Assert.Single(Keys.Fetches);
        Assert.Equal(_issuer.Url, fetch.Url);
        Assert.Equal(new string('a', 40), Assert.Single(fetch.Thumbprints));
    }

    [Fact]
    public async Task Fetches_again_for_a_key_that_is_new_and_not_more_often_than_once_a_minute()
    {
        await GivenAsync();
        using var renewed = new TokenIssuer();
        await AssumeAsync(_issuer.Sign(_issuer.Claims(World.Now)));
        Keys.Published[_issuer.Url] = System.Text.Encoding.UTF8.GetBytes(
            System.Text.Encoding.UTF8.GetString(renewed.KeySet()).Replace("\"rsa\"", "\"new\"", StringComparison.Ordinal));
        var token = renewed.Sign(renewed.Claims(World.Now), keyId: "new");

        Assert.Equal(NoKey, await RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync(token)));
        World.Clock.Advance(TimeSpan.FromSeconds(61));
        await AssumeAsync(token);

        Assert.Equal(2, Keys.Fetches.Count);
    }

    [Fact]
    public async Task Names_the_subject_as_the_one_who_calls()
    {
        await GivenAsync();

        var target = await TargetAsync(_issuer.Claims(World.Now));

        Assert.Equal(CallerKind.WebIdentityUser, target.Principal!.Kind);
        Assert.Equal(ProviderArn, target.Principal.Arn);
        Assert.Equal("user-1234567890", target.Principal.UserName);
        Assert.Equal(ProviderArn, target.Principal.IdentityProvider);
        Assert.Equal($"{ProviderArn}:my-app:user-1234567890", target.Principal.PrincipalId);
        Assert.Equal(["my-app"], ValuesOf(target, Name + ":aud"));
        Assert.Equal(["user-1234567890"], ValuesOf(target, Name + ":sub"));
        Assert.Equal(["job"], ValuesOf(target, "sts:RoleSessionName"));
    }

    [Fact]
    public async Task Takes_the_authorized_party_for_the_audience()
    {
        await GivenAsync();
        var claims = _issuer.Claims(World.Now);
        (claims["azp"], claims["aud"], claims["amr"]) = ("my-app", "backend", new JsonArray("authenticated", "mfa"));

        var target = await TargetAsync(claims);

        Assert.Equal(["my-app"], ValuesOf(target, Name + ":aud"));
        Assert.Equal(["backend"], ValuesOf(target, Name + ":oaud"));
        Assert.Equal(["authenticated", "mfa"], ValuesOf(target, Name + ":amr"));
    }

    [Theory]
    [InlineData("""{"https://aws.amazon.com/tags":{"principal_tags":{"team":["red"],"cost":["7"]},"transitive_tag_keys":["team"]}}""")]
    [InlineData("""{"https://aws.amazon.com/tags/principal_tags/team":"red","https://aws.amazon.com/tags/principal_tags/cost":["7"],"https://aws.amazon.com/tags/transitive_tag_keys":["team"]}""")]
    public async Task Carries_tags_nested_or_flat_and_the_source_identity(string tags)
    {
        await GivenAsync();
        var claims = _issuer.Claims(World.Now);
        claims["https://aws.amazon.com/source_identity"] = "alice.smith";
        foreach (var (name, value) in JsonNode.Parse(tags)!.AsObject())
        {
            claims[name] = value!.DeepClone();
        }

        var response = await AssumeAsync(_issuer.Sign(claims));

        var session = Open(response.Credentials!.AccessKeyId, response.Credentials.SessionToken);
        Assert.Equal("red", session.Tags["team"]);
        Assert.Equal("7", session.Tags["cost"]);
        Assert.Equal(["team"], session.TransitiveTagKeys);
        Assert.Equal("alice.smith", response.SourceIdentity);
        Assert.Equal("alice.smith", session.Facts.SourceIdentity);
    }

    [Fact]
    public async Task Tells_the_judge_the_claims_of_known_providers_by_the_names_of_the_reference()
    {
        GivenDeploy();
        var facts = AuthorizationFacts.Find("sts:AssumeRoleWithWebIdentity")!;
        foreach (var host in (string[])["token.actions.githubusercontent.com", "gitlab.com", "agent.buildkite.com", "accounts.google.com", "token.actions.acme.ghe.com", "oidc.circleci.com/org/x"])
        {
            using var issuer = new TokenIssuer { Url = "https://" + host };
            Keys.Published[issuer.Url] = issuer.KeySet();
            await CreateProviderAsync(issuer.Url);
            var claims = issuer.Claims(World.Now);
            foreach (var claim in (string[])["repository", "ref", "actor_id", "project_id", "user_login", "pipeline_slug", "oidc.circleci.com/project-id"])
            {
                claims[claim] = claim == "actor_id" ? 42 : "value";
            }

            claims["google"] = new JsonObject { ["organization_number"] = 7 };
            var own = (await World.TargetAsync(Operation, Request(issuer.Sign(claims)), caller: Caller.Anonymous)).Context
                .Where(key => key.Name.StartsWith(host + ":", StringComparison.Ordinal) && !key.Name.EndsWith(":aud", StringComparison.Ordinal) && !key.Name.EndsWith(":sub", StringComparison.Ordinal))
                .ToList();

            Assert.NotEmpty(own);
            Assert.All(own, key => Assert.Contains(facts.RequestKeys, form => AuthorizationFacts.Fits(key.Name, form)));
        }
    }

    [Fact]
    public async Task Takes_tokens_of_public_providers_without_a_provider_of_the_account()
    {
        GivenDeploy();
        using var google = new TokenIssuer { Url = "https://accounts.google.com" };
        Keys.Published[google.Url] = google.KeySet();
        var claims = google.Claims(World.Now);
        claims["iss"] = "accounts.google.com";

        var response = await AssumeAsync(google.Sign(claims));

        Assert.Equal("accounts.google.com", response.Provider);
        Assert.Equal(["my-app"], ValuesOf(await World.TargetAsync(Operation, Request(google.Sign(claims)), caller: Caller.Anonymous), "accounts.google.com:aud"));
    }

    [Theory]
    [InlineData("www.amazon.com")]
    [InlineData("graph.facebook.com")]
    public async Task Cannot_ask_the_providers_of_access_tokens(string providerId)
        => await RefusedAsync<IDPCommunicationErrorException>(() => World.CallAsync(
            Operation, Request("an-access-token") with { ProviderId = providerId }, caller: Caller.Anonymous));

    [Fact]
    public async Task Takes_a_token_that_another_account_of_the_server_issued()
    {
        var issuingAccount = new AccountId("999988887777");
        var issuer = (await World.CallAsync(new EnableOutboundWebIdentityFederation(World.Sealer), new(), account: issuingAccount)).IssuerIdentifier!;
        await CreateProviderAsync(issuer);
        GivenDeploy();
        foreach (var algorithm in (string[])["ES384", "RS256"])
        {
            var token = (await World.CallAsync(
                new GetWebIdentityToken(Outbound, new NoOrganizations()),
                new() { Audience = ["my-app"], SigningAlgorithm = algorithm },
                caller: World.UserOf(issuingAccount, "alice"),
                account: issuingAccount)).WebIdentityToken!;

            var response = await AssumeAsync(token);

            Assert.Equal("arn:aws:iam::999988887777:user/alice", response.SubjectFromWebIdentityToken);
        }

        Assert.Empty(Keys.Fetches);
    }

    [Fact]
    public async Task Refuses_an_issuer_that_the_account_does_not_trust()
    {
        GivenDeploy();

        Assert.Equal(
            $"No OpenIDConnect provider found in your account for {_issuer.Url}",
            await RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync(_issuer.Sign(_issuer.Claims(World.Now)))));
        Assert.Empty(Keys.Fetches);
    }

    [Fact]
    public async Task Refuses_a_token_for_another_audience()
    {
        await GivenAsync();

        Assert.Equal("Incorrect token audience", await InvalidAsync("aud", "other-app"));
        Assert.Equal("Incorrect token audience", await InvalidAsync("azp", "other-app"));
    }

    [Fact]
    public async Task Refuses_a_token_whose_time_is_over_or_not_come()
    {
        await GivenAsync();
        var claims = _issuer.Claims(World.Now);
        claims["exp"] = World.Now.ToUnixTimeSeconds();
        var seconds = World.Now.ToUnixTimeSeconds();

        Assert.Equal(
            $"Token expired: current date/time {seconds} must be before the expiration date/time{seconds}",
            await RefusedAsync<ExpiredTokenException>(() => AssumeAsync(_issuer.Sign(claims))));
        Assert.Equal("Token is not valid yet", await InvalidAsync("nbf", World.Now.AddMinutes(6).ToUnixTimeSeconds()));
        Assert.Equal("Token was issued in the future", await InvalidAsync("iat", World.Now.AddMinutes(6).ToUnixTimeSeconds()));
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("iat")]
    [InlineData("aud")]
    [InlineData("sub")]
    [InlineData("iss")]
    public async Task Refuses_a_token_that_lacks_a_claim(string claim)
    {
        await GivenAsync();
        var claims = _issuer.Claims(World.Now);
        claims.Remove(claim);

        Assert.Equal($"Missing a required claim: {claim}", await RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync(_issuer.Sign(claims))));
    }

    [Theory]
    [InlineData(WebKeyFault.Untrusted, "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint")]
    [InlineData(WebKeyFault.Unreadable, NoKey)]
    public async Task Tells_what_is_wrong_with_the_provider(WebKeyFault fault, string message)
    {
        await GivenAsync();
        Keys.Faults[_issuer.Url] = fault;

        Assert.Equal(message, await RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync(_issuer.Sign(_issuer.Claims(World.Now)))));
    }

    [Fact]
    public async Task Tells_when_the_provider_cannot_be_reached()
    {
        await GivenAsync();
        Keys.Published.Clear();

        await RefusedAsync<IDPCommunicationErrorException>(() => AssumeAsync(_issuer.Sign(_issuer.Claims(World.Now))));
    }

    [Fact]
    public async Task Refuses_what_is_no_token()
    {
        await GivenAsync();

        Assert.Equal(
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
            await RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync("ya29.access-token")));
    }

    [Fact]
    public async Task Refuses_a_token_that_somebody_else_signed()
    {
        await GivenAsync();
        using var other = new TokenIssuer();

        Assert.Equal(NotValidated, await RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync(other.Sign(other.Claims(World.Now)))));
        Assert.Equal(NotValidated, await RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync(other.Sign(other.Claims(World.Now), keyId: null))));
        Assert.Equal(NoKey, await RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync(other.Sign(other.Claims(World.Now), keyId: "none"))));
    }

    private async Task<Role> GivenAsync()
    {
        Keys.Published[_issuer.Url] = _issuer.KeySet();
        await CreateProviderAsync(_issuer.Url);
        return GivenDeploy();
    }

    private Task CreateProviderAsync(string url)
        => World.CallAsync(
            new CreateOpenIDConnectProvider(Keys, Outbound, Quotas),
            new() { Url = url, ClientIDList = ["my-app"], ThumbprintList = [new string('a', 40)] });

    private AssumeRoleWithWebIdentity Operation => new(Providers, Outbound, Keys, new RoleDirectory(), World.Sealer);

    private static AssumeRoleWithWebIdentityRequest Request(string token)
        => new() { RoleArn = RoleArn, RoleSessionName = "job", WebIdentityToken = token };

    private Task<AssumeRoleWithWebIdentityResponse> AssumeAsync(string token)
        => World.CallAsync(Operation, Request(token), caller: Caller.Anonymous);

    private async Task<Target> TargetAsync(JsonObject claims)
    {
        var token = _issuer.Sign(claims);
        await AssumeAsync(token);
        return await World.TargetAsync(Operation, Request(token), caller: Caller.Anonymous);
    }

    private Task<string> InvalidAsync(string claim, JsonNode value)
    {
        var claims = _issuer.Claims(World.Now);
        claims[claim] = value;
        return RefusedAsync<InvalidIdentityTokenException>(() => AssumeAsync(_issuer.Sign(claims)));
    }
}
