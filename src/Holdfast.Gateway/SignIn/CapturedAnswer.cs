using System.Buffers;
using Holdfast.Protocols.Wire;

namespace Holdfast.Gateway.SignIn;

/// <summary>Takes an answer that is read here and not sent.</summary>
internal sealed class CapturedAnswer : ResponseSink
{
    private readonly ArrayBufferWriter<byte> _body = new();

    /// <inheritdoc/>
    public override int Status { get; set; } = 200;

    /// <inheritdoc/>
    public override IBufferWriter<byte> Body => _body;

    /// <summary>The bytes of the body.</summary>
    public ReadOnlySpan<byte> Written => _body.WrittenSpan;

    /// <inheritdoc/>
    public override void SetHeader(string name, string value)
    {
        // The codec says what kind of body it is, which is known here.
    }

    /// <inheritdoc/>
    public override void SetStream(Stream body) => throw new NotSupportedException("Nothing that is asked for here streams its answer.");
}
