using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail.Logging;
using Holdfast.Services.CloudTrail.Selectors;
using Holdfast.Services.CloudTrail.Trails;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Delivery;

/// <summary>Reads the events of a region that a trail has not delivered yet into a log file or a batch, until that is full.</summary>
/// <remarks>It goes by the events' positions and not by their times: records of calls that only read may be written a little after their time.</remarks>
internal sealed class RegionReader(Trail trail, TrailLog log, Selection selection, ITransaction transaction)
{
    /// <summary>The events that are read at a time.</summary>
    private const int PageSize = 1_000;

    /// <summary>Reads on from a cursor.</summary>
    /// <param name="region">The region.</param>
    /// <param name="before">The cursor; null at the first time.</param>
    /// <param name="sink">What takes them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The cursor after what was read, and whether that was all.</returns>
    public async ValueTask<(StreamCursor After, bool IsAll)> ReadAsync(
        Region region, StreamCursor? before, IEventSink sink, CancellationToken cancellationToken)
    {
        var after = before ?? new() { Trail = trail.Key, Region = region.Value };
        bool isAll;
        var management = AuditStream.NameOf(trail.Account, region);
        (var through, isAll) = selection.WantsManagement
            ? await ReadStreamAsync(management, after.Management, isData: false, sink, cancellationToken)
            : (await LatestAsync(management, after.Management, cancellationToken), true);
        after = after with { Management = through };
        if (isAll)
        {
            var data = AuditStream.DataNameOf(trail.Account, region);
            (through, isAll) = selection.WantsData
                ? await ReadStreamAsync(data, after.Data, isData: true, sink, cancellationToken)
                : (await LatestAsync(data, after.Data, cancellationToken), true);
            after = after with { Data = through };
        }

        return (after, isAll);
    }

    // What is not wanted now is passed over for good: who asks for it later means what happens then.
    private async ValueTask<long> LatestAsync(string stream, long through, CancellationToken cancellationToken)
    {
        var latest = await transaction.SearchStreamAsync(new() { Stream = stream, AfterSequence = through, NewestFirst = true, Limit = 1 }, cancellationToken);
        return latest is [var entry] ? entry.Sequence : through;
    }

    private async ValueTask<(long Through, bool IsAll)> ReadStreamAsync(
        string stream, long through, bool isData, IEventSink sink, CancellationToken cancellationToken)
    {
        while (!sink.IsFull)
        {
            var page = await transaction.SearchStreamAsync(
                new() { Stream = stream, AfterSequence = through, From = through == 0 ? log.From : null, Limit = PageSize }, cancellationToken);
            foreach (var entry in page)
            {
                if (sink.IsFull)
                {
                    return (through, false);
                }

                through = entry.Sequence;
                if (log.Covers(entry.At) && selection.Selects(entry.Payload.Span, isData))
                {
                    sink.Add(entry);
                }
            }

            if (page.Count < PageSize)
            {
                return (through, true);
            }
        }

        return (through, false);
    }
}
