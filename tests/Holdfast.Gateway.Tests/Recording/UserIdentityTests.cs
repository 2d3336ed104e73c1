using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Sts;
using Holdfast.Testing;

namespace Holdfast.Gateway.Tests.Recording;

/// <summary>The identity that records give callers with temporary credentials (CloudTrail user guide, "CloudTrail userIdentity element").</summary>
public sealed class UserIdentityTests
{
    private const string AccessKeyId = "ASIAIOSFODNN7EXAMPLE";

    private readonly RecordingWorld _world = new();

    private static Caller Role => new()
    {
        Kind = CallerKind.AssumedRole,
        Account = World.Account,
        Arn = "arn:aws:sts::111122223333:assumed-role/deploy/night",
        PrincipalId = "AROACKCEVSQ6C2EXAMPLE:night",
        IssuerId = "AROACKCEVSQ6C2EXAMPLE",
        AccessKeyId = AccessKeyId,
        Session = new() { IssuedAt = new(2029, 12, 31, 23, 0, 0, TimeSpan.Zero), IssuerArn = "arn:aws:iam::111122223333:role/team/deploy" },
    };

    [Fact]
    public async Task Shows_a_session_of_a_role_with_its_role()
        => Assert.Equal(
            """{"type":"AssumedRole","principalId":"AROACKCEVSQ6C2EXAMPLE:night","arn":"arn:aws:sts::111122223333:assumed-role/deploy/night","accountId":"111122223333","accessKeyId":"ASIAIOSFODNN7EXAMPLE","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROACKCEVSQ6C2EXAMPLE","arn":"arn:aws:iam::111122223333:role/team/deploy","accountId":"111122223333","userName":"deploy"},"attributes":{"creationDate":"2029-12-31T23:00:00Z","mfaAuthenticated":"false"}}}""",
            await IdentityOfAsync(Role));

    [Fact]
    public async Task Shows_mfa_the_source_identity_and_the_provider()
    {
        var role = Role with
        {
            Session = Role.Session! with
            {
                MfaAuthenticatedAt = Role.Session!.IssuedAt,
                SourceIdentity = "Alice",
                Federation = new("arn:aws:iam::111122223333:oidc-provider/example.com", new Dictionary<string, string> { ["example.com:aud"] = "app" }),
            },
        };

        Assert.EndsWith(
            ""","webIdFederationData":{"federatedProvider":"arn:aws:iam::111122223333:oidc-provider/example.com","attributes":{"example.com:aud":"app"}},"attributes":{"creationDate":"2029-12-31T23:00:00Z","mfaAuthenticated":"true"},"sourceIdentity":"Alice"}}""",
            await IdentityOfAsync(role),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_a_federated_user_with_the_user_who_vouched()
    {
        var federated = new Caller
        {
            Kind = CallerKind.FederatedUser,
            Account = World.Account,
            Arn = "arn:aws:sts::111122223333:federated-user/Bob",
            PrincipalId = "111122223333:Bob",
            IssuerId = "AIDACKCEVSQ6C2EXAMPLE",
            AccessKeyId = AccessKeyId,
            Session = Role.Session! with { IssuerArn = "arn:aws:iam::111122223333:user/alice" },
        };

        Assert.Equal(
            """{"type":"FederatedUser","principalId":"111122223333:Bob","arn":"arn:aws:sts::111122223333:federated-user/Bob","accountId":"111122223333","accessKeyId":"ASIAIOSFODNN7EXAMPLE","sessionContext":{"sessionIssuer":{"type":"IAMUser","principalId":"AIDACKCEVSQ6C2EXAMPLE","arn":"arn:aws:iam::111122223333:user/alice","accountId":"111122223333","userName":"alice"},"attributes":{"creationDate":"2029-12-31T23:00:00Z","mfaAuthenticated":"false"}}}""",
            await IdentityOfAsync(federated));
        Assert.Contains(
            "\"sessionIssuer\":{\"type\":\"Root\",\"principalId\":\"111122223333\",\"arn\":\"arn:aws:iam::111122223333:root\",\"accountId\":\"111122223333\"}",
            await IdentityOfAsync(federated with { IssuerId = "111122223333", Session = federated.Session with { IssuerArn = "arn:aws:iam::111122223333:root" } }),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_sessions_of_users_and_of_root_with_their_attributes()
    {
        var session = new SessionFacts { IssuedAt = new(2029, 12, 31, 23, 0, 0, TimeSpan.Zero) };

        Assert.EndsWith(
            ""","userName":"alice","sessionContext":{"attributes":{"creationDate":"2029-12-31T23:00:00Z","mfaAuthenticated":"false"}}}""",
            await IdentityOfAsync(World.UserOf(World.Account, "alice") with { Session = session }),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "\"sessionContext\":{\"attributes\":{\"creationDate\":\"2029-12-31T23:00:00Z\",\"mfaAuthenticated\":\"false\"},\"assumedRoot\":\"true\"}}",
            await IdentityOfAsync(World.RootOf(World.Account) with { Session = session with { IsAssumedRoot = true } }),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_who_an_identity_provider_vouched_for()
    {
        var bearer = new Caller
        {
            Kind = CallerKind.WebIdentityUser,
            Account = World.Account,
            Arn = "accounts.google.com",
            PrincipalId = "accounts.google.com:app:bob",
            UserName = "bob",
            IdentityProvider = "accounts.google.com",
        };

        Assert.Equal(
            """{"type":"WebIdentityUser","principalId":"accounts.google.com:app:bob","userName":"bob","identityProvider":"accounts.google.com"}""",
            await IdentityOfAsync(bearer));
        Assert.StartsWith("{\"type\":\"SAMLUser\"", await IdentityOfAsync(bearer with { Kind = CallerKind.SamlUser }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_another_account_no_more_than_where_the_caller_is_from()
    {
        var shared = new Guid("5d0d8b0e-0000-4000-8000-000000000000");
        var call = AssumeRole(Role) with { Account = new("444455556666"), SharedEventId = shared };

        var record = await _world.RecordAsync(call);

        Assert.Equal(
            """{"type":"AWSAccount","principalId":"AROACKCEVSQ6C2EXAMPLE:night","accountId":"111122223333"}""",
            record.GetProperty("userIdentity").GetRawText());
        Assert.Equal("444455556666", record.GetProperty("recipientAccountId").GetString());
        Assert.Equal(shared, record.GetProperty("sharedEventID").GetGuid());
        Assert.Equal(0, await _world.CountAsync("AccessKeyId=" + AccessKeyId));
    }

    [Fact]
    public async Task Shows_the_credentials_that_were_given_out_without_their_secret()
    {
        var record = await _world.RecordAsync(AssumeRole(Role));

        Assert.Equal(
            """{"credentials":{"accessKeyId":"ASIAI44QH8DHBEXAMPLE","sessionToken":"token","expiration":"Jan 1, 2030, 1:00:00 AM"},"assumedRoleUser":{"assumedRoleId":"AROAI44QH8DHBEXAMPLE:chained","arn":"arn:aws:sts::444455556666:assumed-role/next/chained"}}""",
            record.GetProperty("responseElements").GetRawText());
        Assert.True(record.GetProperty("readOnly").GetBoolean());
        Assert.Equal(
            """[{"accountId":"444455556666","type":"AWS::IAM::Role","ARN":"arn:aws:iam::444455556666:role/next"}]""",
            record.GetProperty("resources").GetRawText());
        Assert.False(record.TryGetProperty("sharedEventID", out _));
        Assert.Equal(1, await _world.CountAsync("ResourceName=ASIAI44QH8DHBEXAMPLE"));
        Assert.Equal(1, await _world.CountAsync("ResourceType=AWS::STS::AssumedRole"));
        Assert.Equal(1, await _world.CountAsync("Username=night"));
    }

    [Fact]
    public async Task Shows_the_tags_that_came_along_among_the_parameters()
    {
        var tags = new Dictionary<string, string> { ["team"] = "red" };

        var record = await _world.RecordAsync(AssumeRole(Role) with { Parameters = [new("incomingTransitiveTags", tags)] });

        Assert.Equal(
            """{"incomingTransitiveTags":{"team":"red"},"roleArn":"arn:aws:iam::444455556666:role/next","roleSessionName":"chained"}""",
            record.GetProperty("requestParameters").GetRawText());
    }

    [Theory]
    [InlineData("sts.amazonaws.com", "global")]
    [InlineData("sts.us-east-1.amazonaws.com", "regional")]
    [InlineData("localhost:4566", "regional")]
    public async Task Tells_which_kind_of_endpoint_of_sts_was_called(string host, string type)
    {
        var call = AssumeRole(Role);

        var record = await _world.RecordAsync(call with { Request = call.Request with { Host = host } });

        Assert.Equal(
            $$$"""{"RequestDetails":{"endpointType":"{{{type}}}","awsServingRegion":"us-east-1"}}""",
            record.GetProperty("additionalEventData").GetRawText());
    }

    [Fact]
    public async Task Says_of_a_console_session_that_it_is_one()
    {
        var user = World.UserOf(World.Account, "alice") with { Session = new() { IssuedAt = DateTimeOffset.UnixEpoch, IsFromConsole = true } };

        Assert.Equal("true", (await _world.RecordAsync(_world.Call("GetUser", caller: user))).GetProperty("sessionCredentialFromConsole").GetString());
    }

    private Gateway.Recording.RecordedCall AssumeRole(Caller caller) => _world.Call("GetUser", caller: caller) with
    {
        Operation = new StsService().Model.FindOperation("AssumeRole")!,
        Input = new AssumeRoleRequest { RoleArn = "arn:aws:iam::444455556666:role/next", RoleSessionName = "chained", TokenCode = "123456" },
        Output = new AssumeRoleResponse
        {
            Credentials = new()
            {
                AccessKeyId = "ASIAI44QH8DHBEXAMPLE",
                SecretAccessKey = "secret",
                SessionToken = "token",
                Expiration = new(2030, 1, 1, 1, 0, 0, TimeSpan.Zero),
            },
            AssumedRoleUser = new() { Arn = "arn:aws:sts::444455556666:assumed-role/next/chained", AssumedRoleId = "AROAI44QH8DHBEXAMPLE:chained" },
        },
        Resources = [new(new("arn:aws:iam::444455556666:role/next"), new("444455556666"), "AWS::IAM::Role")],
    };

    private async Task<string> IdentityOfAsync(Caller caller)
        => (await _world.RecordAsync(_world.Call("GetUser", new GetUserRequest(), caller: caller))).GetProperty("userIdentity").GetRawText();
}
