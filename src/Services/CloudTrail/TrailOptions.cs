using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail;

/// <summary>What can be set about trails, and the pace at which they deliver.</summary>
public sealed class TrailOptions
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    private volatile bool _isTurning;

    /// <summary>How often the events of a trail are delivered (AWS: about every five minutes).</summary>
    public TimeSpan TrailInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often digests are delivered (AWS: hourly).</summary>
    public TimeSpan DigestInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The regions that a trail of all regions covers.</summary>
    public IReadOnlyList<Region> Regions { get; set; } = [Partition.Aws.HomeRegion];

    /// <summary>
    /// Whether the clock is being turned. While it is, nothing happens but what timers do, so trails look for events once an hour, and a year passes quickly.
    /// </summary>
    public bool IsTurning
    {
        get => _isTurning;
        set => _isTurning = value;
    }

    /// <summary>Whether digests come more often than AWS's do.</summary>
    internal bool HasShortDigests => DigestInterval < s_hour;

    /// <summary>How long a trail waits that has delivered all.</summary>
    internal TimeSpan IdleInterval => IsTurning && TrailInterval < s_hour ? s_hour : TrailInterval;

    /// <summary>How long a trail waits for its next digests.</summary>
    internal TimeSpan NextDigest => IsTurning && HasShortDigests ? s_hour : DigestInterval;

    /// <summary>The longest stretch of time that a digest tells of: an hour without files makes an empty digest, a shorter stretch makes none.</summary>
    internal TimeSpan EmptyDigest => HasShortDigests ? s_hour : DigestInterval;

    /// <summary>The regions that a trail covers.</summary>
    internal IEnumerable<Region> RegionsOf(Trail trail)
        => RegionsOf(new Region(trail.HomeRegion), trail.IsMultiRegion);

    /// <summary>The regions whose events an event data store takes in.</summary>
    internal IEnumerable<Region> RegionsOf(EventDataStore store) => RegionsOf(new Region(store.Region), store.IsMultiRegion);

    private IEnumerable<Region> RegionsOf(Region home, bool isMultiRegion)
        => isMultiRegion ? Regions.Where(region => region.Partition == home.Partition && region != home).Prepend(home) : [home];
}
