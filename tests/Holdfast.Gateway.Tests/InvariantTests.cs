using System.Text.RegularExpressions;
using Holdfast.Gateway.Tests.Serving;
using Microsoft.Extensions.Logging;

namespace Holdfast.Gateway.Tests;

/// <summary>Tries to break the invariants of the request path.</summary>
public sealed partial class InvariantTests
{
    private const string Version = "&Version=2010-05-08";

    [Fact]
    public async Task A_change_and_its_record_come_together()
    {
        await using var server = await TestServer.StartAsync();
        var before = server.Server.Store.LastSequence;

        var reply = await server.QueryAsync("iam", "Action=CreateUser&UserName=alice" + Version);

        Assert.Equal(200, reply.Code);
        Assert.True(server.Server.Store.LastSequence > before);
        var record = Assert.Single(await AuditLog.ReadAsync(server));
        Assert.Equal("CreateUser", record.GetProperty("eventName").GetString());
        Assert.Equal(reply.Headers["x-amzn-RequestId"], record.GetProperty("requestID").GetString());
    }

    [Fact]
    public async Task A_call_that_failed_changes_nothing_and_is_recorded_with_its_error()
    {
        await using var server = await TestServer.StartAsync();
        await server.QueryAsync("iam", "Action=CreateUser&UserName=alice" + Version);
        var before = server.Server.Store.LastSequence;

        var reply = await server.QueryAsync("iam", "Action=CreateUser&UserName=alice" + Version);

        Assert.Equal(409, reply.Code);
        Assert.Equal(before, server.Server.Store.LastSequence);
        var records = await AuditLog.ReadAsync(server);
        Assert.Equal(2, records.Count);
        Assert.Equal("EntityAlreadyExistsException", records[^1].GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task A_user_without_a_policy_may_do_nothing_and_is_told_why()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await MakeUserAsync(server, "alice");
        var before = server.Server.Store.LastSequence;

        var reply = await server.QueryAsync("iam", "Action=CreateUser&UserName=mallory" + Version, alice);

        Assert.Equal(403, reply.Code);
        Assert.Contains("<Code>AccessDenied</Code>", reply.Body, StringComparison.Ordinal);
        Assert.Contains(
            "User: arn:aws:iam::000000000000:user/alice is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::000000000000:user/mallory because no identity-based policy allows the iam:CreateUser action",
            reply.Body,
            StringComparison.Ordinal);
        Assert.Equal(before, server.Server.Store.LastSequence);
        var records = await AuditLog.ReadAsync(server);
        Assert.Equal("AccessDenied", records[^1].GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task A_policy_counts_from_the_next_call_on_and_its_removal_too()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await MakeUserAsync(server, "alice");
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:ListUsers","Resource":"*"}]}""";
        const string ListUsers = "Action=ListUsers" + Version;

        var before = await server.QueryAsync("iam", ListUsers, alice);
        await server.QueryAsync("iam", $"Action=PutUserPolicy&UserName=alice&PolicyName=p&PolicyDocument={Uri.EscapeDataString(Policy)}{Version}");
        var allowed = await server.QueryAsync("iam", ListUsers, alice);
        await server.QueryAsync("iam", $"Action=DeleteUserPolicy&UserName=alice&PolicyName=p{Version}");
        var after = await server.QueryAsync("iam", ListUsers, alice);

        Assert.Equal([403, 200, 403], [before.Code, allowed.Code, after.Code]);
    }

    [Fact]
    public async Task An_inactive_key_is_refused_from_the_next_call_on()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await MakeUserAsync(server, "alice");
        const string WhoAmI = "Action=GetCallerIdentity&Version=2011-06-15";

        var before = await server.QueryAsync("sts", WhoAmI, alice);
        await server.QueryAsync("iam", $"Action=UpdateAccessKey&UserName=alice&AccessKeyId={alice.AccessKeyId}&Status=Inactive{Version}");
        var after = await server.QueryAsync("sts", WhoAmI, alice);

        Assert.Equal([200, 403], [before.Code, after.Code]);
        Assert.Contains("<Code>InvalidClientTokenId</Code>", after.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_leaves_once_and_stands_in_no_record_no_store_and_no_log()
    {
        await using var server = await TestServer.StartAsync(options => options.LogLevel = LogLevel.Trace);
        var alice = await MakeUserAsync(server, "alice");
        await server.QueryAsync("iam", "Action=ListAccessKeys&UserName=alice" + Version);
        await server.QueryAsync("iam", "Action=ListUsers" + Version, alice with { Secret = "wrong" });

        var records = await AuditLog.ReadAsync(server);
        var changes = await server.Server.Store.ReadChangesAsync(0, 1_000, TestContext.Current.CancellationToken);

        Assert.All(records, record => Assert.DoesNotContain(alice.Secret, record.GetRawText(), StringComparison.Ordinal));
        Assert.All(changes, change => Assert.Equal(-1, change.AfterJson.Span.IndexOf(System.Text.Encoding.UTF8.GetBytes(alice.Secret))));
        Assert.DoesNotContain(alice.Secret, server.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_that_race_for_one_name_leave_one_winner_and_a_record_each()
    {
        const int Racers = 16;
        await using var server = await TestServer.StartAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, Racers)
            .Select(_ => server.QueryAsync("iam", "Action=CreateUser&UserName=alice" + Version)));

        Assert.Single(replies, reply => reply.Code == 200);
        Assert.Equal(Racers - 1, replies.Count(reply => reply.Code == 409));
        Assert.Equal(Racers, (await AuditLog.ReadAsync(server)).Count);
    }

    [Fact]
    public async Task An_account_number_with_the_conventional_secret_is_its_own_root()
    {
        await using var server = await TestServer.StartAsync();

        var reply = await server.QueryAsync("sts", "Action=GetCallerIdentity&Version=2011-06-15", new SignedAs("111122223333", "test"));

        Assert.Equal(200, reply.Code);
        Assert.Contains("<Arn>arn:aws:iam::111122223333:root</Arn>", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_convention_does_not_hold_without_dev()
    {
        await using var server = await TestServer.StartAsync(options => options.IsDev = false);

        var reply = await server.QueryAsync("sts", "Action=GetCallerIdentity&Version=2011-06-15", new SignedAs("111122223333", "test"));

        Assert.Equal(403, reply.Code);
        Assert.Contains("<Code>InvalidClientTokenId</Code>", reply.Body, StringComparison.Ordinal);
    }

    internal static async Task<SignedAs> MakeUserAsync(TestServer server, string name)
    {
        await server.QueryAsync("iam", $"Action=CreateUser&UserName={name}{Version}");
        var reply = await server.QueryAsync("iam", $"Action=CreateAccessKey&UserName={name}{Version}");
        return new SignedAs(
            IdPattern().Match(reply.Body).Groups["value"].Value,
            System.Net.WebUtility.HtmlDecode(SecretPattern().Match(reply.Body).Groups["value"].Value));
    }

    [GeneratedRegex("<AccessKeyId>(?<value>[^<]+)</AccessKeyId>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex IdPattern();

    [GeneratedRegex("<SecretAccessKey>(?<value>[^<]+)</SecretAccessKey>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SecretPattern();
}
