using System.Globalization;
using System.Text.Json;

namespace Holdfast.Gateway.OwnCalls;

/// <summary>Reads how far a person wants the clock to move: <c>{"advance":"7.00:00:00"}</c> or <c>{"set":"2030-01-01T00:00:00Z"}</c>.</summary>
internal static class ClockMove
{
    /// <summary>What a person reads who said neither.</summary>
    public const string HowTo = "Say how far: {\"advance\":\"7.00:00:00\"}, or to when: {\"set\":\"2030-01-01T00:00:00Z\"}.";

    // More than any clock goes; it keeps the sum within the calendar.
    private static readonly TimeSpan FarthestMove = TimeSpan.FromDays(366_000);

    /// <summary>Gives the instant to which the clock is to be turned; null when the body says none.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!JsonDocument.TryParseValue(ref reader, out var document))
            {
                return null;
            }

            using (document)
            {
                return InstantIn(document.RootElement, now);
            }
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DateTimeOffset? InstantIn(JsonElement root, DateTimeOffset now)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (root.TryGetProperty("advance", out var advance) && advance.ValueKind == JsonValueKind.String
            && TimeSpan.TryParse(advance.GetString(), CultureInfo.InvariantCulture, out var duration)
            && duration >= TimeSpan.Zero && duration <= FarthestMove)
        {
            return now + duration;
        }

        return root.TryGetProperty("set", out var set) && set.ValueKind == JsonValueKind.String && set.TryGetDateTimeOffset(out var instant)
            ? instant
            : null;
    }
}
