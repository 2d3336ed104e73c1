using System.Globalization;
using System.Text.Json;

namespace Holdfast.Gateway.OwnCalls;

/// <summary>Reads how far a person wants the clock to move: <c>{"advance":"7.00:00:00"}</c> or <c>{"set":"2030-01-01T00:00:00Z"}</c>.</summary>
internal static class ClockMove
{
    // Far enough for every retention there is, and no overflow.
    private static readonly TimeSpan FarthestMove = TimeSpan.FromDays(36_500);

    /// <summary>Gives the distance; null with a fault when there is none.</summary>
    public static TimeSpan? Read(ReadOnlySpan<byte> body, DateTimeOffset now, out string fault)
    {
        fault = "Say how far: {\"advance\":\"7.00:00:00\"}, or to when: {\"set\":\"2030-01-01T00:00:00Z\"}.";
        if (ReadDistance(body, now) is not { } distance)
        {
            return null;
        }

        if (distance < TimeSpan.Zero)
        {
            fault = $"The clock does not go back: it is {now.ToString("O", CultureInfo.InvariantCulture)}.";
            return null;
        }

        if (distance > FarthestMove)
        {
            fault = "The clock moves at most a hundred years at a time.";
            return null;
        }

        fault = "";
        return distance;
    }

    private static TimeSpan? ReadDistance(ReadOnlySpan<byte> body, DateTimeOffset now)
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
                return DistanceIn(document.RootElement, now);
            }
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan? DistanceIn(JsonElement root, DateTimeOffset now)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (root.TryGetProperty("advance", out var advance) && advance.ValueKind == JsonValueKind.String
            && TimeSpan.TryParse(advance.GetString(), CultureInfo.InvariantCulture, out var duration))
        {
            return duration;
        }

        return root.TryGetProperty("set", out var set) && set.ValueKind == JsonValueKind.String && set.TryGetDateTimeOffset(out var instant)
            ? instant - now
            : null;
    }
}
