namespace Holdfast.Services.S3.Lifecycle;

/// <summary>Counts days as S3 does (S3 User Guide, "Lifecycle rules: Based on an object's age").</summary>
internal static class LifecycleDays
{
    /// <summary>The instant that many days later, rounded up to the next midnight in UTC.</summary>
    public static DateTimeOffset After(DateTimeOffset start, int days) => NextMidnight(start.AddDays(days));

    /// <summary>The midnight in UTC that comes next.</summary>
    public static DateTimeOffset NextMidnight(DateTimeOffset instant) => new(instant.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
}
