using Holdfast.Gateway.Recording;
using Holdfast.Services.Iam;
using Holdfast.Store;

namespace Holdfast.Gateway.Tests.Recording;

public sealed class RecorderAllocationTests
{
    /// <summary>What the record of GetUser may allocate of the 4 KiB that the whole call may.</summary>
    private const int BudgetBytes = 800;

    [Fact]
    public void The_record_of_a_read_allocates_little_more_than_its_labels()
    {
        var world = new RecordingWorld();
        var recorder = new Recorder(world.World.Ids);
        var call = world.Call("GetUser", new GetUserRequest { UserName = "Richard_Roe" });
        var transaction = new CountingTransaction();
        recorder.Record(transaction, call);
        recorder.Record(transaction, call);

        var before = GC.GetAllocatedBytesForCurrentThread();
        recorder.Record(transaction, call);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(3, transaction.Appended);
        Assert.InRange(allocated, 1, BudgetBytes);
    }

    private sealed class CountingTransaction : ITransaction
    {
        public int Appended { get; private set; }

        public void Append(string stream, StreamAppend entry) => Appended++;

        public void Insert<T>(T after)
            where T : class, IRecord<T>
            => throw new NotSupportedException();

        public void Replace<T>(T before, T after)
            where T : class, IRecord<T>
            => throw new NotSupportedException();

        public void Delete<T>(T before)
            where T : class, IRecord<T>
            => throw new NotSupportedException();

        public ValueTask<bool> HasRoomAsync<T>(string prefix, int quota, CancellationToken cancellationToken)
            where T : class, IRecord<T>
            => throw new NotSupportedException();

        public void TrimStream(string stream, DateTimeOffset before) => throw new NotSupportedException();

        public void TrimStreams(string prefix, DateTimeOffset before) => throw new NotSupportedException();

        public void Arm(ArmedTimer timer) => throw new NotSupportedException();

        public void Disarm(string kind, string key) => throw new NotSupportedException();

        public TResult ReadSnapshot<TResult>(Func<IRecordSnapshot, TResult> read) => throw new NotSupportedException();

        public ValueTask<T?> FindAsync<T>(string key, CancellationToken cancellationToken)
            where T : class, IRecord<T>
            => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<T>> ListAsync<T>(string prefix, string? after, int limit, CancellationToken cancellationToken)
            where T : class, IRecord<T>
            => throw new NotSupportedException();

        public ValueTask<int> CountAsync<T>(string prefix, CancellationToken cancellationToken)
            where T : class, IRecord<T>
            => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<T>> ListByIndexAsync<T>(
            RecordIndex<T> index, string value, string? after, int limit, CancellationToken cancellationToken)
            where T : class, IRecord<T>
            => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<StreamEntry>> SearchStreamAsync(StreamQuery query, CancellationToken cancellationToken)
            => throw new NotSupportedException();
    }
}
