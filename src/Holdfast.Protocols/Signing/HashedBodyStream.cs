using System.Security.Cryptography;

namespace Holdfast.Protocols.Signing;

/// <summary>Reads a body whose SHA-256 the request has stated and signed, and compares at its end.</summary>
/// <remarks>Throws <see cref="SignedBodyException"/> at the end of another body; keep nothing of it before.</remarks>
/// <param name="body">The body as it arrives; not disposed.</param>
/// <param name="statedHash">The hash from <see cref="RequestSignature.StatedHash"/>.</param>
public sealed class HashedBodyStream(Stream body, string statedHash) : VerifyingStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Refusal? _refusal;
    private bool _isChecked;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = body.Read(buffer);
        Take(buffer[..read], isEnd: read == 0 && !buffer.IsEmpty);
        return read;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        Take(buffer.Span[..read], isEnd: read == 0 && !buffer.IsEmpty);
        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Take(ReadOnlySpan<byte> data, bool isEnd)
    {
        _hash.AppendData(data);
        if (isEnd && !_isChecked)
        {
            _isChecked = true;
            var computed = Convert.ToHexStringLower(_hash.GetHashAndReset());
            _refusal = computed.Equals(statedHash, StringComparison.OrdinalIgnoreCase)
                ? null
                : Refusals.ContentHashMismatch(statedHash, computed);
        }

        if (_refusal is not null)
        {
            throw new SignedBodyException(_refusal);
        }
    }
}
