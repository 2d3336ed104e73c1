using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Gateway.Tests.Serving;

/// <summary>The record of calls, as the store has it.</summary>
internal static class AuditLog
{
    public static readonly AccountId Account = new("000000000000");

    /// <summary>Reads all records of an account, the default one unless another is named, after everything that waits was written.</summary>
    public static Task<IReadOnlyList<JsonElement>> ReadAsync(TestServer server, string region = "us-east-1", string? account = null)
        => ReadStreamAsync(server, AuditStream.NameOf(account is null ? Account : new(account), new Region(region)));

    /// <summary>Reads all records of a stream.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ReadStreamAsync(TestServer server, string stream)
    {
        await FlushAsync(server.Server.Store);
        using var transaction = server.Server.Store.Begin(new Cause("test", 0));
        var entries = await transaction.SearchStreamAsync(
            new StreamQuery { Stream = stream, Limit = 1_000 }, TestContext.Current.CancellationToken);
        return [.. entries.Select(entry => JsonDocument.Parse(entry.Payload).RootElement)];
    }

    // Entries of read-only calls ride the next group, so a durable commit takes them along.
    private static async Task FlushAsync(IStore store)
    {
        using var transaction = store.Begin(new Cause("test", 0));
        transaction.Append("test/flush", new StreamAppend(DateTimeOffset.UnixEpoch, "flush"u8.ToArray(), []));
        await store.CommitAsync(transaction, Durability.Durable, TestContext.Current.CancellationToken);
    }
}
