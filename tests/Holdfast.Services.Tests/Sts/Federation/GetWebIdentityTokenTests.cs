using Holdfast.Federation.Tokens;
using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Services.Iam.OutboundFederation;
using Holdfast.Services.Sts;
using Holdfast.Services.Sts.Federation;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Sts.Federation;

public sealed class GetWebIdentityTokenTests : FederationTests
{
    [Theory]
    [InlineData("ES384")]
    [InlineData("RS256")]
    public async Task Tells_who_the_caller_is_signed_by_a_key_that_is_published(string algorithm)
    {
        var issuer = await EnableAsync();

        var response = await GetAsync(new()
        {
            Audience = ["https://api.example.com"],
            SigningAlgorithm = algorithm,
            DurationSeconds = 900,
            Tags = [new() { Key = "job", Value = "42" }],
        });

        var token = JsonWebToken.TryRead(response.WebIdentityToken!)!;
        Assert.True((await PublishedAsync(issuer)).Verify(token));
        Assert.Equal(algorithm, token.Algorithm.Name);
        Assert.Equal(issuer, token.Text("iss"));
        Assert.Equal("https://api.example.com", token.Text("aud"));
        Assert.Equal("arn:aws:iam::111122223333:user/alice", token.Text("sub"));
        Assert.Equal(World.Now, token.Instant("iat"));
        Assert.Equal(World.Now.AddMinutes(15), token.Instant("exp"));
        Assert.Equal(World.Now.AddMinutes(15), response.Expiration);
        var own = token.Claims.GetProperty("https://sts.amazonaws.com/");
        Assert.Equal("111122223333", own.GetProperty("aws_account").GetString());
        Assert.Equal("us-east-1", own.GetProperty("source_region").GetString());
        Assert.Equal("arn:aws:iam::111122223333:user/alice", own.GetProperty("principal_id").GetString());
        Assert.Equal("42", own.GetProperty("request_tags").GetProperty("job").GetString());
        Assert.False(own.TryGetProperty("org_id", out _));
        Assert.DoesNotContain(response.WebIdentityToken!, response.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_the_role_of_a_session_its_tags_and_when_it_ends()
    {
        await EnableAsync();
        var session = Session with
        {
            Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "red" },
            Session = new()
            {
                IssuedAt = World.Now,
                ExpiresAt = World.Now.AddHours(1),
                IssuerArn = "arn:aws:iam::111122223333:role/admin",
                FederatedProvider = "accounts.google.com",
            },
        };

        var token = JsonWebToken.TryRead((await GetAsync(Request(), session)).WebIdentityToken!)!;

        Assert.Equal("arn:aws:iam::111122223333:role/admin", token.Text("sub"));
        var own = token.Claims.GetProperty("https://sts.amazonaws.com/");
        Assert.Equal("red", own.GetProperty("principal_tags").GetProperty("team").GetString());
        Assert.Equal("2030-01-01T01:00:00Z", own.GetProperty("original_session_exp").GetString());
        Assert.Equal("accounts.google.com", own.GetProperty("federated_provider").GetString());
    }

    [Fact]
    public async Task Names_several_audiences_and_lasts_five_minutes_unless_asked()
    {
        await EnableAsync();

        var response = await GetAsync(Request() with { Audience = ["a", "b"] });

        Assert.Equal(["a", "b"], JsonWebToken.TryRead(response.WebIdentityToken!)!.Texts("aud"));
        Assert.Equal(World.Now.AddMinutes(5), response.Expiration);
    }

    [Fact]
    public async Task Asks_for_the_audience_the_algorithm_the_duration_and_the_tags()
    {
        var target = await World.TargetAsync(Operation, Request() with { Tags = [new() { Key = "job", Value = "42" }] });

        Assert.Equal(["my-app"], ValuesOf(target, "sts:IdentityTokenAudience"));
        Assert.Equal(["ES384"], ValuesOf(target, "sts:SigningAlgorithm"));
        Assert.Equal(["300"], ValuesOf(target, "sts:DurationSeconds"));
        Assert.Equal(["42"], ValuesOf(target, "aws:RequestTag/job"));
        Assert.Equal("sts:TagGetWebIdentityToken", Assert.Single(target.Also).Action);
        Assert.Empty((await World.TargetAsync(Operation, Request())).Also);
    }

    [Fact]
    public async Task Refuses_while_the_account_issues_no_tokens()
    {
        await RefusedAsync<OutboundWebIdentityFederationDisabledException>(() => GetAsync(Request()));
        await EnableAsync();
        await World.CallAsync(new DisableOutboundWebIdentityFederation(), new());
        await RefusedAsync<OutboundWebIdentityFederationDisabledException>(() => GetAsync(Request()));
    }

    [Fact]
    public async Task Refuses_to_outlast_the_session()
    {
        await EnableAsync();
        var session = Session with
        {
            Session = new() { IssuedAt = World.Now, ExpiresAt = World.Now.AddMinutes(4), IssuerArn = "arn:aws:iam::111122223333:role/admin" },
        };

        await RefusedAsync<SessionDurationEscalationException>(() => GetAsync(Request(), session));
    }

    [Fact]
    public async Task Refuses_another_algorithm()
    {
        await EnableAsync();

        await RefusedAsync<CommonException>(() => GetAsync(Request() with { SigningAlgorithm = "HS256" }));
    }

    [Fact]
    public async Task Refuses_claims_that_are_too_long()
    {
        await EnableAsync();

        await RefusedAsync<JWTPayloadSizeExceededException>(() => GetAsync(Request() with
        {
            Audience = [.. Enumerable.Repeat(new string('a', 1_000), 10)],
            Tags = [.. Enumerable.Range(0, 50).Select(number => new TagShape { Key = $"key-{number}", Value = new string('v', 256) })],
        }));
    }

    private GetWebIdentityToken Operation => new(Outbound, new NoOrganizations());

    private static GetWebIdentityTokenRequest Request() => new() { Audience = ["my-app"], SigningAlgorithm = "ES384" };

    private async Task<string> EnableAsync()
        => (await World.CallAsync(new EnableOutboundWebIdentityFederation(World.Sealer), new())).IssuerIdentifier!;

    private Task<GetWebIdentityTokenResponse> GetAsync(GetWebIdentityTokenRequest request, Caller? caller = null)
        => World.CallAsync(Operation, request, caller: caller ?? World.UserOf(Account, "alice"));

    private async Task<JsonWebKeySet> PublishedAsync(string issuer)
    {
        using var transaction = World.Store.Begin(new Cause("published", 0));
        return JsonWebKeySet.TryParse((await Outbound.FindKeysAsync(transaction, issuer, CancellationToken.None))!.KeySet)!;
    }
}
