using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail.Lake;
using Holdfast.Services.CloudTrail.Lake.Events;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Import;

/// <summary>An event data store that an import gives its events to, beside the event history.</summary>
public sealed class LakeDestination
{
    private readonly EventIntake _intake;
    private readonly LakeFiles _files;

    private LakeDestination(EventDataStore target, LakeFiles files, LakeOptions options)
    {
        Target = target;
        _files = files;
        _intake = new(new(files, options), new TrailOptions());
    }

    /// <summary>The ARN of the store.</summary>
    public string Arn => Target.Arn;

    /// <summary>The store.</summary>
    internal EventDataStore Target { get; }

    /// <summary>Finds the stores that a person means.</summary>
    /// <param name="store">The store of everything.</param>
    /// <param name="name">The name, the id or the ARN.</param>
    /// <param name="ids">Names files.</param>
    /// <param name="options">The bounds of the engine.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Those that take events of trails; stores of several accounts and regions may have one name.</returns>
    public static async Task<IReadOnlyList<LakeDestination>> FindAsync(IStore store, string name, IdSource ids, LakeOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        using var transaction = store.Begin(new Cause(nameof(LakeDestination), 0));
        var found = await transaction.ListAsync<EventDataStore>(string.Empty, after: null, int.MaxValue, cancellationToken);
        return [.. found
            .Where(each => (each.Name == name || each.Arn == name || each.Id == name) && each is { IsActive: true, IsOfActivities: false })
            .Select(each => new LakeDestination(each, new LakeFiles(store.Blobs, ids, options), options))];
    }

    /// <summary>Removes what is on its way, at the end of the import.</summary>
    public void Clear() => _files.Clear();

    /// <summary>Gives events to the store.</summary>
    /// <returns>How many of them it did not have.</returns>
    internal async ValueTask<long> GiveAsync(ITransaction transaction, IReadOnlyList<ReadOnlyMemory<byte>> events, DateTimeOffset now, CancellationToken cancellationToken)
        => events.Count == 0 ? 0 : await _intake.GiveAsync(transaction, Target, events, now, cancellationToken);
}
