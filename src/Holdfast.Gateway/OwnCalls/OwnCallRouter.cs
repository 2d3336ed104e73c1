using System.Text.Json;
using Holdfast.Gateway.Issuers;
using Holdfast.Gateway.Measuring;

namespace Holdfast.Gateway.OwnCalls;

/// <summary>The calls of the server itself, under <c>/_holdfast/</c>: they are no AWS service's, need no signature and leave no record.</summary>
internal sealed class OwnCallRouter(IWorld world, IssuerPages issuers, Measures measures, HealthPage health, MetricsPage metrics)
{
    private const string Prefix = "/_holdfast/";
    private const string LocalStackHealth = "/_localstack/health";
    private const int BodyBytesMax = 4_096;

    /// <summary>Says whether a path is one of them.</summary>
    public static bool Owns(string path)
        => path.StartsWith("/_", StringComparison.Ordinal)
            && (path.StartsWith(Prefix, StringComparison.Ordinal) || path == LocalStackHealth);

    /// <summary>Answers one of them.</summary>
    public async ValueTask AnswerAsync(Exchange exchange)
    {
        exchange.Answer.SetHeader("Cache-Control", "no-store");
        if (HostGuard.FindFault(exchange) is { } fault)
        {
            Refuse(exchange, 403, fault);
            return;
        }

        var isGet = exchange.Request.Method is "GET" or "HEAD";
        switch (exchange.RawPath)
        {
            case Prefix + "health" when isGet:
                await health.WriteAsync(exchange.Answer);
                break;
            case LocalStackHealth when isGet:
                health.WriteLocalStack(exchange.Answer);
                break;
            case Prefix + "metrics" when isGet:
                await metrics.WriteAsync(exchange.Answer);
                break;
            case Prefix + "clock" or Prefix + "reset" when !world.IsDev:
                Refuse(exchange, 404, "The clock can be moved, and the world emptied, only with --dev.");
                break;
            case Prefix + "clock" when isGet:
                WriteClock(exchange);
                break;
            case Prefix + "clock" when exchange.Request.Method == "POST":
                await MoveClockAsync(exchange);
                break;
            case Prefix + "reset" when exchange.Request.Method == "POST":
                await world.ResetAsync();
                exchange.Answer.Status = 204;
                break;
            case Prefix + "health" or Prefix + "metrics" or Prefix + "clock" or Prefix + "reset" or LocalStackHealth:
                Refuse(exchange, 405, $"{exchange.Request.Method} is not a method of {exchange.RawPath}.");
                break;
            case var path when path.StartsWith(IssuerPages.PathPrefix, StringComparison.Ordinal):
                await issuers.AnswerPathAsync(exchange);
                break;
            default:
                Refuse(exchange, 404, $"There is no {exchange.RawPath}.");
                break;
        }

        measures.Count(operation: null, exchange.Answer.Status, errorCode: null, exchange.StartedAt);
    }

    private static void Refuse(Exchange exchange, int status, string message)
    {
        exchange.Answer.Status = status;
        exchange.Answer.SetHeader("Content-Type", "application/json");
        using var json = new Utf8JsonWriter(exchange.Answer.Body);
        json.WriteStartObject();
        json.WriteString("message", message);
        json.WriteEndObject();
    }

    private void WriteClock(Exchange exchange)
    {
        exchange.Answer.SetHeader("Content-Type", "application/json");
        using var json = new Utf8JsonWriter(exchange.Answer.Body);
        json.WriteStartObject();
        json.WriteString("now", world.Now);
        json.WriteEndObject();
    }

    private async ValueTask MoveClockAsync(Exchange exchange)
    {
        var body = new byte[BodyBytesMax + 1];
        var length = await exchange.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false);
        if (length > BodyBytesMax)
        {
            Refuse(exchange, 413, $"The body is larger than {BodyBytesMax} bytes.");
            return;
        }

        if (ClockMove.Read(body.AsSpan(0, length), world.Now) is not { } until)
        {
            Refuse(exchange, 400, ClockMove.HowTo);
            return;
        }

        try
        {
            await world.TurnClockAsync(until);
            WriteClock(exchange);
        }
        catch (ArgumentOutOfRangeException)
        {
            Refuse(exchange, 400, "The clock goes a hundred years from the real one, and no farther.");
        }
    }
}
