using Holdfast.Services.S3.Encryption;
using ZstdSharp;

namespace Holdfast.Services.S3.Bodies;

/// <summary>Seals a body anew where it is carried to, compressed on its way to the archive and as it was on the way back.</summary>
/// <param name="source">The body that is carried.</param>
/// <param name="writer">Where it goes.</param>
/// <param name="envelopeKey">The key of the object's envelope, which stays.</param>
/// <param name="packs">Whether it is compressed.</param>
internal sealed class SealedSink(StoredBody source, BodyWriter writer, byte[] envelopeKey, bool packs) : IBodySink
{
    // What is archived is read seldom, so a little more work is worth the space.
    private const int Level = 6;

    private readonly BodyWriterStream _sealed = new(writer);
    private CompressionStream? _packer;

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        => await (packs ? Packer() : (Stream)_sealed).WriteAsync(bytes, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<MovedBody> FinishAsync(CancellationToken cancellationToken)
    {
        if (packs)
        {
            await Packer().DisposeAsync();
        }

        var inline = await writer.FinishAsync(cancellationToken);
        var body = new StoredBody(writer.Id, source.Length, KeyWrap.Wrap(envelopeKey, writer.Key))
        {
            IsInline = inline is not null,
            IsCold = packs,
            IsPacked = packs,
            PackedLength = packs ? writer.Length : 0,
        };
        return new(body, inline);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await writer.DisposeAsync();

    private CompressionStream Packer() => _packer ??= new(_sealed, Level, leaveOpen: true);
}
