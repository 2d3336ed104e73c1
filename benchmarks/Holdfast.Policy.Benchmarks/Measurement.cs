using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Holdfast.Policy.Benchmarks;

/// <summary>
/// Measures rounds of decisions in turns, so that a busy machine disturbs all of them alike, and keeps of each the
/// quarter that was disturbed least.
/// </summary>
internal static class Measurement
{
    private const int Turns = 401;

    public static Result[] Of(int decisions, params Action[] rounds)
    {
        // Long enough for the compiler to have said its last word about the code.
        for (var i = 0; i < 2 * Turns; i++)
        {
            Array.ForEach(rounds, static round => round());
        }

        var times = rounds.Select(static _ => new double[Turns]).ToArray();
        var bytes = new long[rounds.Length];
        for (var turn = 0; turn < Turns; turn++)
        {
            for (var i = 0; i < rounds.Length; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                rounds[i]();
                times[i][turn] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / decisions;
                bytes[i] += GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }

        return [.. times.Select((t, i) => new Result(Quarter(t), (double)bytes[i] / Turns / decisions))];
    }

    private static double Quarter(double[] times)
    {
        Array.Sort(times);
        return times[Turns / 4];
    }

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Result(double Nanoseconds, double Bytes);
}
