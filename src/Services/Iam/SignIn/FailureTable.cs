using Holdfast.Store;

namespace Holdfast.Services.Iam.SignIn;

/// <summary>Counts failures, and says how long whoever failed too often has to wait.</summary>
/// <param name="options">The bounds.</param>
internal sealed class FailureTable(SignInOptions options)
{
    // From here on a doubled wait is longer than any that the options allow.
    private const int DoublingsMax = 20;

    /// <summary>Says how long an attempt has to wait; zero when it may go on.</summary>
    public async ValueTask<TimeSpan> WaitOfAsync(IReadTransaction transaction, Suspect suspect, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (MaxOf(suspect) == 0 || await FindAsync(transaction, suspect, cancellationToken) is not { } counter)
        {
            return TimeSpan.Zero;
        }

        var over = counter.LastAt + WaitAfter(counter.Failures, MaxOf(suspect)) - now;
        return over > TimeSpan.Zero ? over : TimeSpan.Zero;
    }

    /// <summary>Counts a failure.</summary>
    public async ValueTask CountAsync(ITransaction transaction, Suspect suspect, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (MaxOf(suspect) == 0)
        {
            return;
        }

        var before = await FindAsync(transaction, suspect, cancellationToken);
        var known = before is null ? 0 : Remembered(before, suspect, now);
        var after = new FailureCounter
        {
            Kind = suspect.Kind,
            Place = PlaceOf(suspect),
            Failures = known + 1,
            LastAt = now,
            Who = known == 0 || before!.Who == suspect.Hash ? suspect.Hash : null,
        };
        if (before is null)
        {
            transaction.Insert(after);
        }
        else
        {
            transaction.Replace(before, after);
        }
    }

    /// <summary>Forgets the failures of somebody who has proved to be the right one, unless they may be another's.</summary>
    public async ValueTask ForgiveAsync(ITransaction transaction, Suspect suspect, CancellationToken cancellationToken)
    {
        if (await FindAsync(transaction, suspect, cancellationToken) is { } counter && counter.Who == suspect.Hash)
        {
            transaction.Delete(counter);
        }
    }

    private static int Remembered(FailureCounter counter, Suspect suspect, DateTimeOffset now)
    {
        var forgetsAfter = suspect.Kind == FailureCounter.OfSource ? SignInOptions.SourceForgetsAfter : SignInOptions.PrincipalForgetsAfter;
        return (int)Math.Max(0, counter.Failures - Math.Max(0, (now - counter.LastAt).Ticks / forgetsAfter.Ticks));
    }

    private TimeSpan WaitAfter(int failures, int max)
    {
        if (failures < max)
        {
            return TimeSpan.Zero;
        }

        var wait = options.FirstWait * (1L << Math.Min(failures - max, DoublingsMax));
        return wait < options.WaitMax ? wait : options.WaitMax;
    }

    private int MaxOf(Suspect suspect)
        => suspect.Kind == FailureCounter.OfSource ? options.FailuresPerSourceMax : options.FailuresPerPrincipalMax;

    private int PlaceOf(Suspect suspect) => (int)(suspect.Number % (uint)options.CountersMax);

    private ValueTask<FailureCounter?> FindAsync(IReadTransaction transaction, Suspect suspect, CancellationToken cancellationToken)
        => transaction.FindAsync<FailureCounter>(FailureCounter.KeyOf(suspect.Kind, PlaceOf(suspect)), cancellationToken);
}
