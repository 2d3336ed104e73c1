using System.Text.Json;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Protocols.Signing;

namespace Holdfast.Gateway.Tests.Sessions;

/// <summary>Temporary credentials from end to end: given out, signed with, judged, limited, revoked, over, recorded.</summary>
public sealed class SessionTests
{
    private const string LookupEvents = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents";

    [Fact]
    public async Task A_session_of_a_role_is_who_it_says_and_may_what_the_role_may()
    {
        await using var world = await SessionWorld.StartAsync();
        var role = await world.GivenRoleAsync("deploy", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:ListUsers","Resource":"*"}}""");
        var session = await world.AssumeAsync(role);

        var identity = await world.ExpectAsync("sts", "GetCallerIdentity", session);

        Assert.Equal("arn:aws:sts::000000000000:assumed-role/deploy/night", SessionWorld.Value(identity, "Arn"));
        Assert.Matches("^AROA[A-Z0-9]{17}:night$", SessionWorld.Value(identity, "UserId"));
        Assert.Equal(200, (await world.CallAsync("iam", "ListUsers", session)).Code);
        var refused = await world.CallAsync("iam", "ListGroups", session);
        Assert.Equal(403, refused.Code);
        Assert.Contains("User: arn:aws:sts::000000000000:assumed-role/deploy/night is not authorized to perform: iam:ListGroups", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_policy_limits_and_grants_nothing()
    {
        await using var world = await SessionWorld.StartAsync();
        var role = await world.GivenRoleAsync("deploy", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:List*","Resource":"*"}}""");
        var session = await world.AssumeAsync(
            role, more: ("Policy", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["iam:ListUsers","iam:GetUser"],"Resource":"*"}}"""));

        Assert.Equal(200, (await world.CallAsync("iam", "ListUsers", session)).Code);
        Assert.Equal(403, (await world.CallAsync("iam", "GetUser", session, ("UserName", "alice"))).Code);
        var refused = await world.CallAsync("iam", "ListGroups", session);
        Assert.Contains("because no session policy allows the iam:ListGroups action", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deny_on_the_time_of_issue_revokes_what_was_given_out_before()
    {
        await using var world = await SessionWorld.StartAsync();
        var role = await world.GivenRoleAsync("deploy");
        var session = await world.AssumeAsync(role);
        Assert.Equal(200, (await world.CallAsync("iam", "ListUsers", session)).Code);
        await world.AdvanceAsync(TimeSpan.FromMinutes(5));
        var clock = JsonDocument.Parse((await world.Server.SendRawAsync("GET", "/_holdfast/clock", "", [])).Body).RootElement;
        var now = clock.EnumerateObject().Select(member => member.Value).First(value => value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out _)).GetString();

        await world.ExpectAsync(
            "iam",
            "PutRolePolicy",
            null,
            ("RoleName", "deploy"),
            ("PolicyName", "AWSRevokeOlderSessions"),
            ("PolicyDocument", $$$$$"""{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"{{{{{now}}}}}"}}}}"""));
        await world.AdvanceAsync(TimeSpan.FromMinutes(1));

        var refused = await world.CallAsync("iam", "ListUsers", session);
        Assert.Equal(403, refused.Code);
        Assert.Contains("with an explicit deny in an identity-based policy", refused.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await world.CallAsync("iam", "ListUsers", await world.AssumeAsync(role))).Code);
    }

    [Fact]
    public async Task A_session_that_is_over_is_refused_in_each_protocols_words()
    {
        await using var world = await SessionWorld.StartAsync();
        var session = await world.AssumeAsync(await world.GivenRoleAsync("deploy"), more: ("DurationSeconds", "900"));
        await world.AdvanceAsync(TimeSpan.FromSeconds(899));
        Assert.Equal(200, (await world.CallAsync("iam", "ListUsers", session)).Code);
        await world.AdvanceAsync(TimeSpan.FromSeconds(1));

        var query = await world.CallAsync("iam", "ListUsers", session);
        var json = await world.Server.JsonAsync("cloudtrail", LookupEvents, "{}", session);
        var s3 = await world.Server.SendAsync(new Ask("s3", "GET", "/", "", []), session);

        Assert.Equal(403, query.Code);
        Assert.Contains("<Code>ExpiredToken</Code>", query.Body, StringComparison.Ordinal);
        Assert.Contains("<Message>The security token included in the request is expired</Message>", query.Body, StringComparison.Ordinal);
        Assert.Equal(400, json.Code);
        Assert.Contains("ExpiredTokenException", json.Body, StringComparison.Ordinal);
        Assert.Contains("<Code>ExpiredToken</Code><Message>The provided token has expired.</Message>", s3.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_and_a_token_that_do_not_belong_together_are_refused()
    {
        await using var world = await SessionWorld.StartAsync();
        var role = await world.GivenRoleAsync("deploy");
        var (one, other) = (await world.AssumeAsync(role), await world.AssumeAsync(role));
        Assert.Equal(200, (await world.CallAsync("iam", "ListUsers", one)).Code);

        SignedAs[] mixed =
        [
            one with { SessionToken = other.SessionToken },
            one with { SessionToken = null },
            one with { SessionToken = one.SessionToken![..^4] + "AAAA" },
            one with { SessionToken = new string('A', 13_000) },
            world.Alice with { SessionToken = one.SessionToken },
        ];
        foreach (var caller in mixed)
        {
            var query = await world.CallAsync("iam", "ListUsers", caller);
            Assert.Equal(403, query.Code);
            Assert.Contains("<Code>InvalidClientTokenId</Code>", query.Body, StringComparison.Ordinal);
            Assert.Contains("The security token included in the request is invalid", query.Body, StringComparison.Ordinal);
        }

        var json = await world.Server.JsonAsync("cloudtrail", LookupEvents, "{}", mixed[0]);
        Assert.Contains("UnrecognizedClientException", json.Body, StringComparison.Ordinal);
        Assert.Equal(403, (await world.CallAsync("iam", "ListUsers", one with { Secret = other.Secret })).Code);
        Assert.Equal(200, (await world.CallAsync("iam", "ListUsers", one)).Code);
    }

    [Fact]
    public async Task A_presigned_url_carries_the_token_too()
    {
        await using var world = await SessionWorld.StartAsync();
        var session = await world.AssumeAsync(await world.GivenRoleAsync("deploy"));
        var scope = new SigningScope { Service = "sts", Region = "us-east-1" };
        var signer = new RequestSigner(new SigningSecret(session.AccessKeyId, session.Secret), scope, session.SessionToken);

        var url = signer.Presign(
            "GET", "/?Action=GetCallerIdentity&Version=2011-06-15", [new("Host", world.Server.Address.Authority)], TimeSpan.FromMinutes(1), TimeProvider.System.GetUtcNow());
        var reply = await world.Server.SendRawAsync("GET", url, "", []);

        Assert.Contains("X-Amz-Security-Token", url, StringComparison.Ordinal);
        Assert.Equal(200, reply.Code);
        Assert.Contains(":assumed-role/deploy/night", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_with_its_role()
    {
        await using var world = await SessionWorld.StartAsync();
        var session = await world.AssumeAsync(await world.GivenRoleAsync("deploy"));
        Assert.Equal(200, (await world.CallAsync("iam", "ListUsers", session)).Code);
        await world.ExpectAsync("iam", "DeleteRolePolicy", null, ("RoleName", "deploy"), ("PolicyName", "p"));
        Assert.Equal(403, (await world.CallAsync("iam", "ListUsers", session)).Code);
        await world.ExpectAsync("iam", "DeleteRole", null, ("RoleName", "deploy"));
        await world.GivenRoleAsync("deploy");

        var refused = await world.CallAsync("iam", "ListUsers", session);

        Assert.Contains("<Code>InvalidClientTokenId</Code>", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_tags_are_tags_of_the_principal_and_stay_when_transitive()
    {
        await using var world = await SessionWorld.StartAsync();
        const string Red = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:ListUsers","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"red","aws:SourceIdentity":"Alice"}}},{"Effect":"Allow","Action":"sts:*","Resource":"*"}]}""";
        var first = await world.GivenRoleAsync("first", Red);
        var second = await world.GivenRoleAsync("second", Red);

        var tagged = await world.AssumeAsync(
            first, more: [("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "red"), ("TransitiveTagKeys.member.1", "team"), ("SourceIdentity", "Alice")]);
        var chained = await world.AssumeAsync(second, tagged);
        var plain = await world.AssumeAsync(first);

        Assert.Equal(200, (await world.CallAsync("iam", "ListUsers", tagged)).Code);
        Assert.Equal(200, (await world.CallAsync("iam", "ListUsers", chained)).Code);
        Assert.Equal(403, (await world.CallAsync("iam", "ListUsers", plain)).Code);
        var overridden = await world.CallAsync(
            "sts", "AssumeRole", chained, ("RoleArn", first), ("RoleSessionName", "night"), ("Tags.member.1.Key", "TEAM"), ("Tags.member.1.Value", "blue"));
        Assert.Contains("<Code>InvalidParameterValue</Code>", overridden.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_of_a_user_reach_iam_with_mfa_alone_and_little_of_sts()
    {
        await using var world = await SessionWorld.StartAsync();
        var session = SessionWorld.CredentialsIn(await world.ExpectAsync("sts", "GetSessionToken", world.Alice));

        var iam = await world.CallAsync("iam", "ListUsers", session);
        var again = await world.CallAsync("sts", "GetSessionToken", session);
        var identity = await world.ExpectAsync("sts", "GetCallerIdentity", session);

        Assert.Contains("<Code>InvalidClientTokenId</Code>", iam.Body, StringComparison.Ordinal);
        Assert.Contains("<Code>AccessDenied</Code>", again.Body, StringComparison.Ordinal);
        Assert.Contains("<Message>Cannot call GetSessionToken with session credentials</Message>", again.Body, StringComparison.Ordinal);
        Assert.Equal("arn:aws:iam::000000000000:user/alice", SessionWorld.Value(identity, "Arn"));
        Assert.Equal(200, (await world.Server.JsonAsync("cloudtrail", LookupEvents, "{}", session)).Code);
        await world.AssumeAsync(await world.GivenRoleAsync("deploy"), session);
    }

    [Fact]
    public async Task A_federated_user_may_what_was_passed_on_and_no_iam()
    {
        await using var world = await SessionWorld.StartAsync();
        const string Trail = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"cloudtrail:LookupEvents","Resource":"*"}}""";
        var passed = SessionWorld.CredentialsIn(await world.ExpectAsync("sts", "GetFederationToken", world.Alice, ("Name", "Bob"), ("Policy", Trail)));
        var nothing = SessionWorld.CredentialsIn(await world.ExpectAsync("sts", "GetFederationToken", world.Alice, ("Name", "Bob")));

        var identity = await world.ExpectAsync("sts", "GetCallerIdentity", passed);

        Assert.Equal(("arn:aws:sts::000000000000:federated-user/Bob", "000000000000:Bob"), (SessionWorld.Value(identity, "Arn"), SessionWorld.Value(identity, "UserId")));
        Assert.Equal(200, (await world.Server.JsonAsync("cloudtrail", LookupEvents, "{}", passed)).Code);
        Assert.Equal(400, (await world.Server.JsonAsync("cloudtrail", LookupEvents, "{}", nothing)).Code);
        Assert.Contains("<Code>InvalidClientTokenId</Code>", (await world.CallAsync("iam", "ListUsers", passed)).Body, StringComparison.Ordinal);
        Assert.Contains(
            "Cannot call AssumeRole with session credentials",
            (await world.CallAsync("sts", "AssumeRole", passed, ("RoleArn", "arn:aws:iam::000000000000:role/deploy"), ("RoleSessionName", "night"))).Body,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_vouches_for_what_it_passes_on()
    {
        await using var world = await SessionWorld.StartAsync();
        const string Trail = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"cloudtrail:LookupEvents","Resource":"*"}}""";
        var passed = SessionWorld.CredentialsIn(await world.ExpectAsync("sts", "GetFederationToken", null, ("Name", "Bob"), ("Policy", Trail)));

        Assert.Equal(200, (await world.Server.JsonAsync("cloudtrail", LookupEvents, "{}", passed)).Code);
    }

    [Fact]
    public async Task The_regional_endpoint_records_in_its_region_and_the_global_one_in_the_home_region()
    {
        await using var world = await SessionWorld.StartAsync();

        await world.Server.SendAsync(
            new Ask("sts", "POST", "/", "Action=GetSessionToken&Version=2011-06-15", [new("Content-Type", "application/x-www-form-urlencoded")]) { Host = "sts.eu-west-1.amazonaws.com" },
            world.Alice with { Region = "eu-west-1" });
        await world.Server.SendAsync(
            new Ask("sts", "POST", "/", "Action=GetSessionToken&Version=2011-06-15", [new("Content-Type", "application/x-www-form-urlencoded")]) { Host = "sts.amazonaws.com" },
            world.Alice);

        var record = Assert.Single(await AuditLog.ReadAsync(world.Server, "eu-west-1"));
        Assert.Equal("eu-west-1", record.GetProperty("awsRegion").GetString());
        Assert.Contains(await AuditLog.ReadAsync(world.Server), found => found.GetProperty("eventName").GetString() == "GetSessionToken");
    }
}
