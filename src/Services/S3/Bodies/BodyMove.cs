namespace Holdfast.Services.S3.Bodies;

/// <summary>Carries the bytes of a body to another place, some of them at a time, so that nobody has to wait for a large one.</summary>
/// <param name="source">The body that is carried.</param>
/// <param name="from">Its bytes.</param>
/// <param name="into">Where they go.</param>
internal sealed class BodyMove(StoredBody source, Stream from, IBodySink into) : IAsyncDisposable
{
    private const int BufferBytes = 128 << 10;

    private readonly byte[] _buffer = new byte[BufferBytes];

    /// <summary>The body that is carried.</summary>
    public StoredBody Source => source;

    /// <summary>The body at its new place; null while it is under way.</summary>
    public MovedBody? Target { get; private set; }

    /// <summary>Carries on.</summary>
    /// <param name="bytesMax">The most bytes that are carried now.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async ValueTask AdvanceAsync(long bytesMax, CancellationToken cancellationToken)
    {
        for (var carried = 0L; Target is null && carried < bytesMax;)
        {
            var read = await from.ReadAsync(_buffer, cancellationToken);
            if (read == 0)
            {
                Target = await into.FinishAsync(cancellationToken);
            }
            else
            {
                await into.WriteAsync(_buffer.AsMemory(0, read), cancellationToken);
                carried += read;
            }
        }
    }

    /// <summary>Ends it; what was not finished leaves nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        await into.DisposeAsync();
        await from.DisposeAsync();
    }
}

/// <summary>Where a body is carried to.</summary>
internal interface IBodySink : IAsyncDisposable
{
    /// <summary>Takes bytes.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Makes all that was taken durable.</summary>
    ValueTask<MovedBody> FinishAsync(CancellationToken cancellationToken);
}

/// <summary>A body at its new place, before a record names it.</summary>
/// <param name="Body">The body.</param>
/// <param name="Inline">Its sealed bytes, when they are to be a record.</param>
internal sealed record MovedBody(StoredBody Body, byte[]? Inline);
