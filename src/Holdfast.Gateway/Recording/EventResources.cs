using System.Collections.Frozen;
using System.Text.Json;
using Holdfast.Kernel.Ports;
using Holdfast.Protocols.Models;

namespace Holdfast.Gateway.Recording;

/// <summary>Finds the resources of a record again, by the same tables that labelled it.</summary>
/// <param name="services">The models of the services whose calls are recorded.</param>
public sealed class EventResources(IEnumerable<ServiceModel> services) : IEventResources
{
    private readonly FrozenDictionary<string, ResourceTable> _tables = services
        .Where(service => service.ResourceTypes.Count > 0)
        .ToFrozenDictionary(service => service.EventSource, service => new ResourceTable(service.ResourceTypes), StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyList<EventResource> Of(ReadOnlySpan<byte> record)
    {
        var found = new List<EventResource>();
        ResourceTable? table = null;
        var eventName = "";
        var reader = new Utf8JsonReader(record);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // The source and the name stand before the elements in every record.
            var isSource = reader.ValueTextEquals("eventSource"u8);
            var isName = reader.ValueTextEquals("eventName"u8);
            var isList = reader.ValueTextEquals("resources"u8);
            var isElements = reader.ValueTextEquals("requestParameters"u8) || reader.ValueTextEquals("responseElements"u8);
            reader.Read();
            if (isSource)
            {
                table = _tables.GetValueOrDefault(reader.GetString()!);
            }
            else if (isName)
            {
                eventName = reader.GetString()!;
            }
            else if (isList)
            {
                RecordedResources.Read(ref reader, found);
            }
            else if (isElements && table is not null)
            {
                table.ScanValue(ref reader, "", eventName, found);
            }
            else
            {
                reader.Skip();
            }
        }

        return found;
    }
}
