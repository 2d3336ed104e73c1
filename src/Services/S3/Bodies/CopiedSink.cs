using Holdfast.Store;

namespace Holdfast.Services.S3.Bodies;

/// <summary>Copies the sealed bytes of a body that S3 cannot open by itself, because the customer has the key.</summary>
/// <param name="source">The body that is carried.</param>
/// <param name="blob">The new file.</param>
/// <param name="id">The id of the new file.</param>
/// <param name="isCold">Whether it goes to the archive.</param>
internal sealed class CopiedSink(StoredBody source, IBlobWriter blob, string id, bool isCold) : IBodySink
{
    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => blob.WriteAsync(bytes, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<MovedBody> FinishAsync(CancellationToken cancellationToken)
    {
        await blob.KeepAsync(cancellationToken);
        return new(source with { Id = id, IsInline = false, IsCold = isCold }, Inline: null);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => blob.DisposeAsync();
}
