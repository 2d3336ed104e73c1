using Holdfast.Kernel.Work;
using Holdfast.Services.CloudTrail.Lake.Imports;
using Holdfast.Services.CloudTrail.Lake.Queries;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake;

/// <summary>Rings when a query or an import was committed or taken back, so that who does the lake's work need not look again and again.</summary>
internal sealed class LakeBell : IFollower
{
    private volatile TaskCompletionSource _ringing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => "cloudtrail/lake-bell";

    public IReadOnlyCollection<string> Collections { get; } = [PendingQuery.Collection, PendingImport.Collection];

    /// <summary>Ends at the next ring after it was taken.</summary>
    public Task NextRing => _ringing.Task;

    public ValueTask FollowAsync(Change change, Step step, CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _ringing, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        return ValueTask.CompletedTask;
    }
}
