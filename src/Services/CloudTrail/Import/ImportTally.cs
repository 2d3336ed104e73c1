namespace Holdfast.Services.CloudTrail.Import;

/// <summary>What an import has done so far.</summary>
public sealed class ImportTally
{
    /// <summary>The most faults that are kept word for word.</summary>
    public const int FaultsMax = 1_000;

    private readonly List<string> _faults = [];
    private readonly SortedSet<string> _places = new(StringComparer.Ordinal);

    /// <summary>How many files there are.</summary>
    public int Files { get; internal set; }

    /// <summary>How many of them are behind us.</summary>
    public int FilesDone { get; internal set; }

    /// <summary>How many of those an earlier run had imported.</summary>
    public int FilesKnown { get; internal set; }

    /// <summary>The events that are in the history now and were not.</summary>
    public long Imported { get; internal set; }

    /// <summary>The events that are in the event data store now and were not.</summary>
    public long Given { get; internal set; }

    /// <summary>The events that were there already.</summary>
    public long Doubled { get; internal set; }

    /// <summary>The events that are older than the history goes back.</summary>
    public long TooOld { get; internal set; }

    /// <summary>The data events, insights and others, which the history does not have.</summary>
    public long NotManagement { get; internal set; }

    /// <summary>How many faults there were.</summary>
    public long FaultCount { get; private set; }

    /// <summary>What could not be read, by file and position.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The accounts and regions whose events were imported.</summary>
    public IReadOnlyCollection<string> Places => _places;

    internal void Fault(string file, long position, string why)
    {
        FaultCount++;
        if (_faults.Count < FaultsMax)
        {
            _faults.Add($"{file}, byte {position}: {why}");
        }
    }

    internal void Place(string account, string region) => _places.Add($"{account} {region}");
}
