using System.Collections.Concurrent;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;

namespace Holdfast.Services.CloudTrail.EventHistory;

/// <summary>Holds lookups to the rate that the options allow, for each account and region.</summary>
/// <param name="options">The options.</param>
internal sealed class LookupThrottle(EventHistoryOptions options)
{
    private readonly ConcurrentDictionary<(AccountId Account, Region Region), (long Second, int Count)> _windows = new();

    /// <summary>Counts a lookup.</summary>
    /// <exception cref="CommonException">There were too many in this second.</exception>
    public void Admit(AccountId account, Region region, DateTimeOffset now)
    {
        if (options.LookupsPerSecond == 0)
        {
            return;
        }

        var second = now.ToUnixTimeSeconds();
        var window = _windows.AddOrUpdate(
            (account, region),
            static (_, now) => (now, 1),
            static (_, window, now) => window.Second == now ? (now, window.Count + 1) : (now, 1),
            second);
        if (window.Count > options.LookupsPerSecond)
        {
            throw new CommonException("ThrottlingException", 400, "Rate exceeded");
        }
    }
}
