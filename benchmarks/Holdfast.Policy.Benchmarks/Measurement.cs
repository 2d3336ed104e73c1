using System.Diagnostics;

namespace Holdfast.Policy.Benchmarks;

/// <summary>Measures a round of decisions many times and keeps the median, which a busy machine disturbs least.</summary>
internal static class Measurement
{
    private const int Rounds = 301;

    public static (double Nanoseconds, double Bytes) Of(int decisions, Action round)
    {
        // Long enough for the compiler to have said its last word about the code.
        for (var i = 0; i < 3 * Rounds; i++)
        {
            round();
        }

        var times = new double[Rounds];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            round();
            times[i] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / decisions;
        }

        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Array.Sort(times);
        return (times[Rounds / 2], (double)bytes / Rounds / decisions);
    }
}
