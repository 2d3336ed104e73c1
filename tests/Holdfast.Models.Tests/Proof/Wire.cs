using System.Buffers;
using Holdfast.Protocols.Wire;

namespace Holdfast.Models.Tests.Proof;

/// <summary>The headers of a request in the proof.</summary>
internal sealed class HeaderTable(IReadOnlyDictionary<string, string> headers) : IRequestHeaders
{
    public string? Find(string name)
        => headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    public IEnumerable<KeyValuePair<string, string>> WithPrefix(string prefix)
        => headers.Where(header => header.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Keeps an answer.</summary>
internal sealed class MemorySink : ResponseSink
{
    private readonly ArrayBufferWriter<byte> _body = new();
    private Stream? _stream;

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public override int Status { get; set; } = 200;

    public override IBufferWriter<byte> Body => _body;

    public override void SetHeader(string name, string value) => Headers[name] = value;

    public override void SetStream(Stream body) => _stream = body;

    /// <summary>Gives the bytes of the body, from wherever they came.</summary>
    public byte[] ReadBody()
    {
        if (_stream is null)
        {
            return _body.WrittenSpan.ToArray();
        }

        using var copy = new MemoryStream();
        _stream.CopyTo(copy);
        return copy.ToArray();
    }
}
