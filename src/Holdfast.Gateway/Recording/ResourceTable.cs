using System.Text.Json;
using Holdfast.Kernel.Ports;

namespace Holdfast.Gateway.Recording;

/// <summary>Finds the resources that the parameters and answers of a service's calls name.</summary>
/// <param name="types">
/// The resource type of each member, by its name as the record spells it (<c>userName</c>), or by the name of its structure, the operation at the top, and its own
/// (<c>user.arn</c>, <c>StartLogging.name</c>).
/// </param>
internal sealed class ResourceTable(IReadOnlyDictionary<string, string> types)
{
    /// <summary>The longest name that is looked up; no member of a model is longer.</summary>
    private const int NameBytesMax = 96;

    /// <summary>How deep structures are looked into; what a call acts on is named near the top.</summary>
    private const int DepthMax = 8;

    private readonly Dictionary<string, string> _types = new(types, StringComparer.Ordinal);

    /// <summary>Adds the resources that an object names to a list, each once.</summary>
    /// <param name="elements">The object, such as the value of <c>requestParameters</c>.</param>
    /// <param name="eventName">What the record calls the operation, before members that mean something else elsewhere (<c>StartLogging.name</c>).</param>
    /// <param name="found">The list.</param>
    public void Scan(ReadOnlySpan<byte> elements, string eventName, List<EventResource> found)
    {
        if (_types.Count == 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(elements);
        if (reader.Read())
        {
            ScanValue(ref reader, "", eventName, found);
        }
    }

    /// <summary>Adds the resources of the value that a reader stands at, and leaves the reader at the value's end.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="structure">The name of the structure that the value stands in; empty for the object itself.</param>
    /// <param name="member">The name under which it stands there; that of the event for the object itself.</param>
    /// <param name="found">The list.</param>
    public void ScanValue(ref Utf8JsonReader reader, scoped ReadOnlySpan<char> structure, scoped ReadOnlySpan<char> member, List<EventResource> found)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when reader.CurrentDepth < DepthMax:
                ScanObject(ref reader, member, found);
                break;
            case JsonTokenType.StartArray when reader.CurrentDepth < DepthMax:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    ScanValue(ref reader, structure, member, found);
                }

                break;
            case JsonTokenType.String when TypeOf(structure, member) is { } type && reader.GetString() is { Length: > 0 } name:
                var resource = new EventResource(type, name);
                if (!found.Contains(resource))
                {
                    found.Add(resource);
                }

                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ScanObject(ref Utf8JsonReader reader, scoped ReadOnlySpan<char> structure, List<EventResource> found)
    {
        Span<char> name = stackalloc char[NameBytesMax];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var length = reader.ValueSpan.Length <= NameBytesMax ? reader.CopyString(name) : 0;
            reader.Read();
            ScanValue(ref reader, structure, name[..length], found);
        }
    }

    private string? TypeOf(ReadOnlySpan<char> structure, ReadOnlySpan<char> member)
    {
        var lookup = _types.GetAlternateLookup<ReadOnlySpan<char>>();
        if (structure.Length > NameBytesMax)
        {
            structure = default;
        }

        Span<char> both = stackalloc char[(2 * NameBytesMax) + 1];
        structure.CopyTo(both);
        both[structure.Length] = '.';
        member.CopyTo(both[(structure.Length + 1)..]);
        return lookup.TryGetValue(both[..(structure.Length + 1 + member.Length)], out var type) || lookup.TryGetValue(member, out type) ? type : null;
    }
}
