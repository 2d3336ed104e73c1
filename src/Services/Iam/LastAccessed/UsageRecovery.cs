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
        var record = new AuditRecord();
        var query = new StreamQuery { Stream = AuditStream.NameOf(account, region), From = from, To = until, Limit = Batch };
        IReadOnlyList<StreamEntry> entries;
        do
        {
            entries = await transaction.SearchStreamAsync(query, cancellationToken);
            foreach (var entry in entries)
            {
                Note(entry, region, record);
            }

            query = query with { AfterSequence = entries is [] ? null : entries[^1].Sequence };
        }
        while (entries.Count == Batch);
    }

    private void Note(StreamEntry entry, Region region, AuditRecord called)
    {
        called.Read(entry.Payload.Span);
        if (called is { Source: { } source, Name: { } name, UserAccount: { } account }
            && _bySource.TryGetValue(source, out var service)
            && service.FindRecorded(name) is { } operation)
        {
            var principal = called.UserType is "Root" or "IAMUser" or "AssumedRole" ? called.PrincipalId : null;
            journal.NotePast(new(account), principal, called.AccessKeyId, new(entry.At, region, operation));
        }
    }
}
