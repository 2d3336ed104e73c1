using System.Collections.Concurrent;

namespace Holdfast.Gateway.Bounds;

/// <summary>Lets each key make so many requests a second, and a second's worth of them at once.</summary>
/// <remarks>
/// A token bucket in the form of the generic cell rate algorithm: one number for each key, the instant at which the bucket will be
/// full again, moved by compare-and-swap. Nothing runs when nobody calls.
/// </remarks>
/// <typeparam name="TKey">Whose rate it is.</typeparam>
/// <param name="perSecond">The requests a second; zero is no limit.</param>
/// <param name="keysMax">The most keys that are kept.</param>
/// <param name="time">The clock; not the virtual one, because the clients' load is real.</param>
internal sealed class RateTable<TKey>(int perSecond, int keysMax, TimeProvider time)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Bucket> _buckets = new();
    private readonly long _interval = perSecond == 0 ? 0 : Math.Max(1, time.TimestampFrequency / perSecond);

    /// <summary>The number of keys kept.</summary>
    public int Count => _buckets.Count;

    /// <summary>Takes a token, or says that there is none.</summary>
    public bool TryTake(TKey key)
    {
        if (perSecond == 0)
        {
            return true;
        }

        if (!_buckets.TryGetValue(key, out var bucket))
        {
            MakeRoom();
            bucket = _buckets.GetOrAdd(key, static _ => new Bucket());
        }

        return bucket.TryTake(time.GetTimestamp(), _interval, time.TimestampFrequency);
    }

    private void MakeRoom()
    {
        if (_buckets.Count < keysMax)
        {
            return;
        }

        // A full bucket says no more than a new one; when all are in use, a hostile many share the cost of starting again.
        var now = time.GetTimestamp();
        foreach (var (key, bucket) in _buckets)
        {
            if (bucket.IsFull(now))
            {
                _buckets.TryRemove(key, out _);
            }
        }

        if (_buckets.Count >= keysMax)
        {
            _buckets.Clear();
        }
    }

    private sealed class Bucket
    {
        private long _fullAt;

        public bool IsFull(long now) => Volatile.Read(ref _fullAt) <= now;

        public bool TryTake(long now, long interval, long burst)
        {
            while (true)
            {
                var fullAt = Volatile.Read(ref _fullAt);
                var next = Math.Max(fullAt, now) + interval;
                if (next - now > burst)
                {
                    return false;
                }

                if (Interlocked.CompareExchange(ref _fullAt, next, fullAt) == fullAt)
                {
                    return true;
                }
            }
        }
    }
}
