using System.Text.Json;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Models;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Store;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>Fills the journal from the record of the calls that an earlier server made and did not fold.</summary>
/// <param name="journal">The journal.</param>
/// <param name="services">The models of the services whose calls are recorded.</param>
/// <param name="regions">The regions that calls are made in.</param>
internal sealed class UsageRecovery(UsageJournal journal, IReadOnlyList<ServiceModel> services, IReadOnlyList<Region> regions)
{
    private const int Batch = 1_000;

    private readonly Dictionary<string, ServiceModel> _bySource = services
        .GroupBy(service => service.EventSource, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    private volatile bool _isDone;

    /// <summary>Fills the journal, once; what two do at the same time comes to the same.</summary>
    public async ValueTask RunAsync(IReadTransaction transaction, CancellationToken cancellationToken)
    {
        if (_isDone)
        {
            return;
        }

        var from = (await transaction.FindAsync<UsageFold>(UsageFold.OnlyKey, cancellationToken))?.At;
        var until = journal.Begun;
        foreach (var account in await transaction.ListAsync<IamAccount>(string.Empty, cancellationToken))
        {
            foreach (var region in regions.Where(region => region.Partition.Name == account.Partition))
            {
                await ReadAsync(transaction, account.Id, region, from, until, cancellationToken);
            }
        }

        _isDone = true;
    }

    /// <summary>Begins anew; to be called when the world was emptied.</summary>
    public void Forget() => _isDone = false;

    private async ValueTask ReadAsync(
        IReadTransaction transaction, AccountId account, Region region, DateTimeOffset? from, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var query = new StreamQuery { Stream = AuditStream.NameOf(account, region), From = from, To = until, Limit = Batch };
        IReadOnlyList<StreamEntry> entries;
        do
        {
            entries = await transaction.SearchStreamAsync(query, cancellationToken);
            foreach (var entry in entries)
            {
                Note(entry, region);
            }

            query = query with { AfterSequence = entries is [] ? null : entries[^1].Sequence };
        }
        while (entries.Count == Batch);
    }

    private void Note(StreamEntry entry, Region region)
    {
        var called = RecordedUse.Read(entry.Payload.Span);
        if (called is { Source: { } source, Name: { } name, Account: { } account }
            && _bySource.TryGetValue(source, out var service)
            && service.FindRecorded(name) is { } operation)
        {
            journal.NotePast(new(account), called.PrincipalId, called.AccessKeyId, new(entry.At, region, operation));
        }
    }

    /// <summary>What a record tells of a use.</summary>
    private sealed class RecordedUse
    {
        public string? Source { get; private set; }

        public string? Name { get; private set; }

        public string? Account { get; private set; }

        public string? PrincipalId { get; private set; }

        public string? AccessKeyId { get; private set; }

        public static RecordedUse Read(ReadOnlySpan<byte> record)
        {
            var use = new RecordedUse();
            var reader = new Utf8JsonReader(record);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("userIdentity"u8))
                {
                    reader.Read();
                    use.ReadIdentity(ref reader);
                }
                else if (reader.ValueTextEquals("eventSource"u8))
                {
                    use.Source = Text(ref reader);
                }
                else if (reader.ValueTextEquals("eventName"u8))
                {
                    use.Name = Text(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            return use;
        }

        private void ReadIdentity(ref Utf8JsonReader reader)
        {
            string? type = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("type"u8))
                {
                    type = Text(ref reader);
                }
                else if (reader.ValueTextEquals("principalId"u8))
                {
                    PrincipalId = Text(ref reader);
                }
                else if (reader.ValueTextEquals("accountId"u8))
                {
                    Account = Text(ref reader);
                }
                else if (reader.ValueTextEquals("accessKeyId"u8))
                {
                    AccessKeyId = Text(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            if (type is not ("Root" or "IAMUser" or "AssumedRole"))
            {
                PrincipalId = null;
            }
        }

        private static string? Text(ref Utf8JsonReader reader)
        {
            reader.Read();
            return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
    }
}
