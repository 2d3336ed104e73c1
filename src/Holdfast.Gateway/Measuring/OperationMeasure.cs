namespace Holdfast.Gateway.Measuring;

/// <summary>The counts of one operation.</summary>
internal sealed class OperationMeasure(string service, string operation)
{
    /// <summary>The upper bounds of the classes of latency; one more class is without bound.</summary>
    public static readonly TimeSpan[] Bounds =
    [
        TimeSpan.FromMicroseconds(50), TimeSpan.FromMicroseconds(100), TimeSpan.FromMicroseconds(250), TimeSpan.FromMicroseconds(500),
        TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2.5), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(10),
        TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10),
    ];

    private readonly long[] _outcomes = new long[(int)Outcome.Fault + 1];
    private readonly long[] _latencies = new long[Bounds.Length + 1];
    private long _ticks;

    /// <summary>The service.</summary>
    public string Service => service;

    /// <summary>The operation.</summary>
    public string Operation => operation;

    /// <summary>The time that all calls took together.</summary>
    public TimeSpan Total => TimeSpan.FromTicks(Volatile.Read(ref _ticks));

    /// <summary>Counts one call.</summary>
    public void Add(Outcome outcome, TimeSpan elapsed)
    {
        Interlocked.Increment(ref _outcomes[(int)outcome]);
        Interlocked.Add(ref _ticks, elapsed.Ticks);
        var index = 0;
        while (index < Bounds.Length && elapsed > Bounds[index])
        {
            index++;
        }

        Interlocked.Increment(ref _latencies[index]);
    }

    /// <summary>The calls that ended so.</summary>
    public long CountOf(Outcome outcome) => Volatile.Read(ref _outcomes[(int)outcome]);

    /// <summary>The calls in one class of latency, not in those below it.</summary>
    public long CountOf(int latency) => Volatile.Read(ref _latencies[latency]);
}
