using System.Text.Json.Nodes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Tests.Models;

internal sealed class TestHeaders(JsonObject? headers) : IRequestHeaders
{
    private readonly Dictionary<string, string> _headers =
        (headers ?? []).ToDictionary(header => header.Key, header => (string)header.Value!, StringComparer.OrdinalIgnoreCase);

    public string? Find(string name) => _headers.GetValueOrDefault(name);

    public IEnumerable<KeyValuePair<string, string>> WithPrefix(string prefix)
        => _headers.Where(header => header.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
