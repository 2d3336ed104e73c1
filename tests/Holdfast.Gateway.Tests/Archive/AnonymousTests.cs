using Holdfast.Gateway.Tests.Serving;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;

namespace Holdfast.Gateway.Tests.Archive;

/// <summary>What nobody signed: what it may read, and how it is recorded.</summary>
public sealed class AnonymousTests
{
    [Fact]
    public async Task Reads_what_is_public_and_nothing_else()
    {
        await using var server = await TestServer.StartAsync();
        await server.GivenObjectAsync("k", "text");
        var before = await server.AnonymousAsync("GET", $"/{ArchiveServer.Bucket}/k");
        await server.GivenPublicAsync();

        var got = await server.AnonymousAsync("GET", $"/{ArchiveServer.Bucket}/k");
        var listed = await server.AnonymousAsync("GET", $"/{ArchiveServer.Bucket}?list-type=2");

        Assert.Equal((403, 200, 403), (before.Code, got.Code, listed.Code));
        Assert.Equal("text", got.Body);
        Assert.Contains("<Code>AccessDenied</Code>", listed.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_recorded_with_the_owner_of_the_bucket_and_names_nobody()
    {
        await using var server = await TestServer.StartAsync();
        await server.GivenObjectAsync("k", "text");
        await server.GivenPublicAsync();

        await server.AnonymousAsync("GET", $"/{ArchiveServer.Bucket}/k");

        var record = (await AuditLog.ReadStreamAsync(server, AuditStream.DataNameOf(AuditLog.Account, new Region("us-east-1"))))[^1];
        Assert.Equal("GetObject", record.GetProperty("eventName").GetString());
        var identity = record.GetProperty("userIdentity");
        Assert.Equal(("AWSAccount", "anonymous"), (identity.GetProperty("type").GetString(), identity.GetProperty("accountId").GetString()));
        Assert.False(identity.TryGetProperty("arn", out _));
        Assert.Equal(AuditLog.Account.Value, record.GetProperty("recipientAccountId").GetString());
        Assert.Equal("k", record.GetProperty("requestParameters").GetProperty("key").GetString());
        Assert.Equal("127.0.0.1", record.GetProperty("sourceIPAddress").GetString());
    }

    [Fact]
    public async Task Is_not_recorded_where_it_manages_nothing_that_is_anybodys()
    {
        await using var server = await TestServer.StartAsync();
        await server.GivenObjectAsync("k", "text");
        var before = (await AuditLog.ReadAsync(server)).Count;

        Assert.Equal(403, (await server.AnonymousAsync("DELETE", $"/{ArchiveServer.Bucket}?policy=")).Code);

        Assert.Equal(before, (await AuditLog.ReadAsync(server)).Count);
    }
}
