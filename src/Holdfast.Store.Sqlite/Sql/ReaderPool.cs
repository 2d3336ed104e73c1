using System.Collections.Concurrent;

namespace Holdfast.Store.Sqlite.Sql;

/// <summary>Connections for reading. In memory there is one connection for all, readers and writer, who take turns.</summary>
internal sealed class ReaderPool(Func<Database> open, Database? memory) : IDisposable
{
    private const int IdleConnections = 8;

    private readonly ConcurrentBag<Reader> _idle = [];
    private readonly Lock _turn = new();
    private readonly Reader? _shared = memory is null ? null : new Reader(memory);
    private volatile bool _isClosed;

    /// <summary>The rows and completions that connections now idle were asked for; a test counts work by it.</summary>
    public long Steps => (_shared?.Steps ?? 0) + _idle.Sum(static reader => reader.Steps);

    /// <summary>Takes a connection; give it back by disposing the lease.</summary>
    public Lease Rent()
    {
        if (_shared is not null)
        {
            _turn.Enter();
            return new Lease(this, _shared);
        }

        ObjectDisposedException.ThrowIf(_isClosed, this);
        return new Lease(this, _idle.TryTake(out var reader) ? reader : new Reader(open()));
    }

    /// <summary>Keeps readers in memory out while the writer writes; on disk they read what was committed before.</summary>
    public void EnterWrite()
    {
        if (_shared is not null)
        {
            _turn.Enter();
        }
    }

    /// <summary>Lets readers in again.</summary>
    public void ExitWrite()
    {
        if (_shared is not null)
        {
            _turn.Exit();
        }
    }

    public void Dispose()
    {
        _isClosed = true;
        while (_idle.TryTake(out var reader))
        {
            reader.Database.Dispose();
        }
    }

    private void Return(Reader reader)
    {
        if (_shared is not null)
        {
            _turn.Exit();
        }
        else if (_isClosed || _idle.Count >= IdleConnections)
        {
            reader.Database.Dispose();
        }
        else
        {
            _idle.Add(reader);
        }
    }

    /// <summary>The use of a connection by one thread, within one method.</summary>
    public readonly struct Lease(ReaderPool pool, Reader reader) : IDisposable
    {
        public Reader Reader => reader;

        public void Dispose() => pool.Return(reader);
    }
}
