using System.Buffers;

namespace Holdfast.Protocols.Wire;

/// <summary>Takes an answer: its status, its headers and either bytes or a stream.</summary>
public abstract class ResponseSink
{
    /// <summary>The HTTP status.</summary>
    public abstract int Status { get; set; }

    /// <summary>Where the body's bytes go; the sink counts them for <c>Content-Length</c>.</summary>
    public abstract IBufferWriter<byte> Body { get; }

    /// <summary>Sets a header, replacing one of the same name.</summary>
    public abstract void SetHeader(string name, string value);

    /// <summary>Makes a stream the body, instead of bytes.</summary>
    public abstract void SetStream(Stream body);
}
