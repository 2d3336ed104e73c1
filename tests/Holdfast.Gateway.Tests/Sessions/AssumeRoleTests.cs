using System.Text.Json;
using Holdfast.Gateway.Tests.Serving;

namespace Holdfast.Gateway.Tests.Sessions;

/// <summary>Who may assume a role, within an account and across accounts, and how the record tells it.</summary>
public sealed class AssumeRoleTests
{
    [Fact]
    public async Task Across_accounts_both_must_agree()
    {
        await using var world = await SessionWorld.StartAsync();
        await world.ExpectAsync("iam", "CreateUser", null, ("UserName", "bob"));
        var key = await world.ExpectAsync("iam", "CreateAccessKey", null, ("UserName", "bob"));
        var bob = new SignedAs(SessionWorld.Value(key, "AccessKeyId"), SessionWorld.Value(key, "SecretAccessKey"));
        var trusting = await world.GivenRoleAsync("trusting", asRoot: SessionWorld.OtherRoot);
        var closed = await world.GivenRoleAsync("closed", trust: SessionWorld.TrustIn("777788889999"), asRoot: SessionWorld.OtherRoot);

        var assumed = await world.AssumeAsync(trusting);

        Assert.Equal("arn:aws:sts::444455556666:assumed-role/trusting/night", SessionWorld.Value(await world.ExpectAsync("sts", "GetCallerIdentity", assumed), "Arn"));
        Assert.Contains("because no role trust policy allows the sts:AssumeRole action", await RefusalAsync(world, world.Alice, closed), StringComparison.Ordinal);
        Assert.Contains("because no identity-based policy allows the sts:AssumeRole action", await RefusalAsync(world, bob, trusting), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_does_not_exist_reads_like_one_that_is_closed()
    {
        await using var world = await SessionWorld.StartAsync();
        await world.GivenRoleAsync("closed", trust: SessionWorld.TrustIn("777788889999"), asRoot: SessionWorld.OtherRoot);

        var closed = await RefusalAsync(world, world.Alice, "arn:aws:iam::444455556666:role/closed");
        var missing = await RefusalAsync(world, world.Alice, "arn:aws:iam::444455556666:role/misses");

        Assert.Equal(closed.Replace("closed", "misses", StringComparison.Ordinal), missing);
    }

    [Fact]
    public async Task An_external_id_must_be_the_one_that_the_role_wants()
    {
        await using var world = await SessionWorld.StartAsync();
        var role = await world.GivenRoleAsync(
            "vendor", trust: SessionWorld.TrustIn(SessionWorld.Account, condition: """{"StringEquals":{"sts:ExternalId":"unique"}}"""), asRoot: SessionWorld.OtherRoot);

        await world.AssumeAsync(role, more: ("ExternalId", "unique"));

        Assert.NotEmpty(await RefusalAsync(world, world.Alice, role));
        Assert.NotEmpty(await RefusalAsync(world, world.Alice, role, ("ExternalId", "other")));
    }

    [Fact]
    public async Task Tags_must_be_allowed_by_the_role_as_well()
    {
        await using var world = await SessionWorld.StartAsync();
        var role = await world.GivenRoleAsync("untagged", trust: SessionWorld.TrustIn(SessionWorld.Account, actions: "\"sts:AssumeRole\""));

        Assert.Contains(
            "is not authorized to perform: sts:TagSession on resource: arn:aws:iam::000000000000:role/untagged because no role trust policy allows the sts:TagSession action",
            await RefusalAsync(world, world.Alice, role, ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "red")),
            StringComparison.Ordinal);
        Assert.Contains(
            "sts:SetSourceIdentity", await RefusalAsync(world, world.Alice, role, ("SourceIdentity", "Alice")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_is_refused_before_anything_else()
    {
        await using var world = await SessionWorld.StartAsync();

        Assert.Contains(
            "<Message>Roles may not be assumed by root accounts.</Message>",
            await RefusalAsync(world, null, "arn:aws:iam::000000000000:role/any"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_accounts_have_a_record_with_one_shared_id()
    {
        await using var world = await SessionWorld.StartAsync();
        var role = await world.GivenRoleAsync("trusting", asRoot: SessionWorld.OtherRoot);

        var session = await world.AssumeAsync(role);

        var own = await OnlyAsync(world, SessionWorld.Account);
        var other = await OnlyAsync(world, SessionWorld.OtherAccount);
        Assert.Equal(own.GetProperty("sharedEventID").GetString(), other.GetProperty("sharedEventID").GetString());
        Assert.NotEqual(own.GetProperty("eventID").GetString(), other.GetProperty("eventID").GetString());
        Assert.Equal(("IAMUser", "AWSAccount"), (TypeOf(own), TypeOf(other)));
        Assert.Equal("000000000000", other.GetProperty("userIdentity").GetProperty("accountId").GetString());
        Assert.False(other.GetProperty("userIdentity").TryGetProperty("arn", out _));
        Assert.Equal(session.AccessKeyId, other.GetProperty("responseElements").GetProperty("credentials").GetProperty("accessKeyId").GetString());
        Assert.Equal(session.SessionToken, own.GetProperty("responseElements").GetProperty("credentials").GetProperty("sessionToken").GetString());
        Assert.DoesNotContain(session.Secret, own.GetRawText() + other.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(role, own.GetProperty("resources")[0].GetProperty("ARN").GetString());
    }

    [Fact]
    public async Task A_refusal_is_recorded_in_the_callers_account_alone()
    {
        await using var world = await SessionWorld.StartAsync();
        var role = await world.GivenRoleAsync("closed", trust: SessionWorld.TrustIn("777788889999"), asRoot: SessionWorld.OtherRoot);

        await RefusalAsync(world, world.Alice, role);

        Assert.Equal("AccessDenied", (await OnlyAsync(world, SessionWorld.Account)).GetProperty("errorCode").GetString());
        Assert.DoesNotContain(await AuditLog.ReadAsync(world.Server, account: SessionWorld.OtherAccount), IsAssumeRole);
    }

    [Fact]
    public async Task A_session_of_a_role_may_assume_another_and_the_record_shows_the_first()
    {
        await using var world = await SessionWorld.StartAsync();
        var first = await world.GivenRoleAsync("first");
        var second = await world.GivenRoleAsync("second", trust: SessionWorld.TrustIn(first));

        await world.AssumeAsync(second, await world.AssumeAsync(first));

        var record = (await AuditLog.ReadAsync(world.Server)).Last(IsAssumeRole);
        var context = record.GetProperty("userIdentity").GetProperty("sessionContext");
        Assert.Equal((first, "first"), (context.GetProperty("sessionIssuer").GetProperty("arn").GetString(), context.GetProperty("sessionIssuer").GetProperty("userName").GetString()));
        Assert.Equal("false", context.GetProperty("attributes").GetProperty("mfaAuthenticated").GetString());
        Assert.False(record.TryGetProperty("sharedEventID", out _));
    }

    private static async Task<string> RefusalAsync(SessionWorld world, SignedAs? caller, string role, params (string Key, string Value)[] more)
    {
        var reply = await world.CallAsync("sts", "AssumeRole", caller, [("RoleArn", role), ("RoleSessionName", "night"), .. more]);
        Assert.Equal(403, reply.Code);
        Assert.Contains("<Code>AccessDenied</Code>", reply.Body, StringComparison.Ordinal);
        return reply.Body[..reply.Body.IndexOf("<RequestId>", StringComparison.Ordinal)];
    }

    private static async Task<JsonElement> OnlyAsync(SessionWorld world, string account)
        => Assert.Single(await AuditLog.ReadAsync(world.Server, account: account), IsAssumeRole);

    private static bool IsAssumeRole(JsonElement record) => record.GetProperty("eventName").GetString() == "AssumeRole";

    private static string? TypeOf(JsonElement record) => record.GetProperty("userIdentity").GetProperty("type").GetString();
}
