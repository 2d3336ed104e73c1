using System.Buffers;
using System.Text;
using Holdfast.Protocols.Wire;

namespace Holdfast.Protocols.Tests.Models;

/// <summary>Keeps an answer in memory.</summary>
internal sealed class MemorySink : ResponseSink
{
    private readonly ArrayBufferWriter<byte> _body = new(4096);

    public override int Status { get; set; }

    public override IBufferWriter<byte> Body => _body;

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Stream? Stream { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _body.WrittenMemory;

    public string Text => Encoding.UTF8.GetString(_body.WrittenSpan);

    public override void SetHeader(string name, string value) => Headers[name] = value;

    public override void SetStream(Stream body) => Stream = body;

    public void Clear() => _body.ResetWrittenCount();
}
