using System.Text.Json;
using Holdfast.Gateway.Dispatch;
using Holdfast.Protocols.Models;
using Holdfast.Store;

namespace Holdfast.Gateway.OwnCalls;

/// <summary>Says how the server is.</summary>
internal sealed class HealthPage(IWorld world, IStore store, BindingTable operations, IReadOnlyList<ServiceModel> services, string version)
{
    private const int ParkedMax = 100;

    /// <summary>Writes the state of the store and of the background work; the status is 503 while nothing can be kept.</summary>
    public async ValueTask WriteAsync(Answer answer)
    {
        var parked = await world.ReadParkedAsync(ParkedMax);
        var statistics = store.Statistics;
        var isFailing = statistics.Fault is not null;
        answer.Status = isFailing ? 503 : 200;
        answer.SetHeader("Content-Type", "application/json");
        await using var json = new Utf8JsonWriter(answer.Body);
        json.WriteStartObject();
        json.WriteString("status", isFailing ? "failing" : parked.Count > 0 ? "degraded" : "ok");
        json.WriteString("version", version);
        json.WriteString("now", world.Now);
        json.WriteStartObject("store");
        json.WriteString("state", isFailing ? "failing" : "ok");
        json.WriteNumber("lastSequence", store.LastSequence);
        if (isFailing)
        {
            json.WriteString("fault", statistics.Fault);
        }

        json.WriteEndObject();
        json.WriteStartArray("parked");
        foreach (var step in parked)
        {
            json.WriteStartObject();
            json.WriteString("worker", step.Worker);
            json.WriteString("subject", step.Subject);
            json.WriteString("error", step.Error);
            json.WriteNumber("attempts", step.Attempts);
            json.WriteString("at", step.At);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes what tools ask local clouds for: a state for each service.</summary>
    public void WriteLocalStack(Answer answer)
    {
        answer.SetHeader("Content-Type", "application/json");
        using var json = new Utf8JsonWriter(answer.Body);
        json.WriteStartObject();
        json.WriteStartObject("services");
        foreach (var service in services)
        {
            json.WriteString(service.Name, operations.IsOffered(service) ? "available" : "disabled");
        }

        json.WriteEndObject();
        json.WriteString("edition", "holdfast");
        json.WriteString("version", version);
        json.WriteEndObject();
    }
}
