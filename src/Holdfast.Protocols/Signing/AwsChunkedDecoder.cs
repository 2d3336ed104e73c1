using System.Globalization;
using System.Security.Cryptography;

namespace Holdfast.Protocols.Signing;

/// <summary>
/// Takes the <c>aws-chunked</c> framing off a body and verifies every chunk, the trailer and the checksum.
/// </summary>
/// <remarks>
/// Feed it what arrives, in pieces of any size. What it gives out is true only once <see cref="IsCompleted"/>: a
/// chunk's signature comes before its bytes but can be checked only after them.
/// </remarks>
public sealed class AwsChunkedDecoder : IDisposable
{
    /// <summary>The smallest chunk, but for the last.</summary>
    public const int MinChunkBytes = 8192;

    /// <summary>The longest line before a chunk: its size, its signature and what else a client adds.</summary>
    public const int MaxChunkHeaderBytes = 256;

    private readonly ChunkSigner? _signer;
    private readonly ChunkTrailer _trailer;
    private readonly long _decodedLength;
    private readonly IncrementalHash? _chunkHash;
    private readonly byte[] _line = new byte[MaxChunkHeaderBytes];
    private readonly byte[] _claimed = new byte[64];
    private int _lineLength;
    private State _state;
    private long _inChunk;
    private long _chunkSize = long.MaxValue;
    private long _chunks;
    private long _total;

    private AwsChunkedDecoder(ChunkSigner? signer, ChunkTrailer trailer, long decodedLength)
    {
        _signer = signer;
        _trailer = trailer;
        _decodedLength = decodedLength;
        _chunkHash = signer is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    }

    private enum State
    {
        Header,
        Data,
        DataEnd,
        Trailer,
        LastLine,
        Completed,
    }

    /// <summary>The length of the body without its framing, as the request announces it.</summary>
    public long DecodedLength => _decodedLength;

    /// <summary>Whether the whole body has arrived and every signature and checksum was right.</summary>
    public bool IsCompleted => _state == State.Completed;

    /// <summary>The algorithm of the checksum that the trailer is to carry, as S3 spells it; null when it carries none.</summary>
    public string? TrailingAlgorithm => _trailer.Algorithm;

    /// <summary>The checksum header the trailer carried with its value, once completed; S3 stores it.</summary>
    public HeaderField? Checksum => IsCompleted ? _trailer.Checksum : null;

    /// <summary>Makes the decoder for a verified request with one of the three streaming payloads.</summary>
    /// <param name="request">The request, whose headers announce the length and the trailer.</param>
    /// <param name="signature">Its verified signature, which is the seed of the chunks' signatures.</param>
    /// <param name="signingKey">The key, from <see cref="SignatureVerifier.SigningKey"/>.</param>
    /// <param name="decoder">The decoder, when nothing is returned.</param>
    public static Refusal? Create(
        in SignableRequest request,
        in RequestSignature signature,
        ReadOnlySpan<byte> signingKey,
        out AwsChunkedDecoder? decoder)
    {
        decoder = null;
        if (!long.TryParse(
                request.Header("x-amz-decoded-content-length"), NumberStyles.None, CultureInfo.InvariantCulture,
                out var length))
        {
            return BodyRefusals.MissingLength();
        }

        var isSigned = signature.Payload != PayloadKind.UnsignedChunksWithTrailer;
        if (ChunkTrailer.Create(request, signature.Payload, out var trailer) is { } refusal)
        {
            return refusal;
        }

        ChunkSigner? signer = null;
        if (isSigned)
        {
            var scope = signature.Scope;
            signer = new ChunkSigner(
                signingKey,
                SigningTime.Format(signature.Time),
                $"{scope.Date}/{scope.Region}/{scope.Service}/aws4_request",
                signature.Signature);
        }

        decoder = new AwsChunkedDecoder(signer, trailer!, length);
        return null;
    }

    /// <summary>Takes what it can of the input and gives out decoded bytes.</summary>
    /// <returns>Why the body is refused; null while all is well. After a refusal nothing more is decoded.</returns>
    public Refusal? Decode(ReadOnlySpan<byte> input, Span<byte> output, out int consumed, out int written)
    {
        consumed = 0;
        written = 0;
        while (consumed < input.Length)
        {
            var rest = input[consumed..];
            if (_state == State.Data)
            {
                var take = (int)Math.Min(Math.Min(rest.Length, output.Length - written), _inChunk);
                if (take == 0)
                {
                    return null;
                }

                Take(rest[..take]);
                rest[..take].CopyTo(output[written..]);
                consumed += take;
                written += take;
                continue;
            }

            if (_state == State.Completed)
            {
                return BodyRefusals.Incomplete();
            }

            var value = rest[0];
            consumed++;
            var refusal = value == (byte)'\n' ? EndLine() : Extend(value);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>To be asked when the input has ended.</summary>
    /// <returns>Why the body is refused: it is not whole.</returns>
    public Refusal? Complete() => IsCompleted ? null : BodyRefusals.Incomplete();

    /// <summary>Frees the hashes.</summary>
    public void Dispose()
    {
        _chunkHash?.Dispose();
        _trailer.Dispose();
    }

    private void Take(ReadOnlySpan<byte> data)
    {
        _chunkHash?.AppendData(data);
        _trailer.Append(data);
        _inChunk -= data.Length;
        if (_inChunk == 0)
        {
            _state = State.DataEnd;
        }
    }

    private Refusal? Extend(byte value)
    {
        if (_state == State.Trailer)
        {
            return _trailer.Extend(value);
        }

        // A line after data may hold nothing but its end.
        if (_lineLength == (_state == State.Header ? _line.Length : 1))
        {
            return BodyRefusals.Incomplete();
        }

        _line[_lineLength++] = value;
        return null;
    }

    private Refusal? EndLine()
    {
        if (_state == State.Trailer)
        {
            return EndTrailerLine();
        }

        if (_lineLength == 0 || _line[_lineLength - 1] != (byte)'\r')
        {
            return BodyRefusals.Incomplete();
        }

        var line = _line.AsSpan(0, _lineLength - 1);
        _lineLength = 0;
        if (_state == State.Header)
        {
            return BeginChunk(line);
        }

        if (!line.IsEmpty)
        {
            return BodyRefusals.Incomplete();
        }

        if (_state == State.LastLine)
        {
            _state = State.Completed;
            return null;
        }

        _state = State.Header;
        return VerifyChunk();
    }

    private Refusal? BeginChunk(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)';');
        var digits = end < 0 ? line : line[..end];
        if (digits.Length is 0 or > 15
            || !long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size)
            || size > _decodedLength - _total)
        {
            return BodyRefusals.Incomplete();
        }

        if (_signer is not null && !TryClaim(end < 0 ? default : line[end..]))
        {
            return BodyRefusals.ChunkMismatch();
        }

        if (_signer is null && end >= 0)
        {
            return BodyRefusals.Incomplete();
        }

        _chunks++;
        if (size > 0 && _chunkSize < MinChunkBytes)
        {
            return BodyRefusals.ChunkTooSmall(_chunks, _chunkSize);
        }

        _chunkSize = size;
        _inChunk = size;
        _total += size;
        if (size > 0)
        {
            _state = State.Data;
            return null;
        }

        return EndBody();
    }

    private bool TryClaim(ReadOnlySpan<byte> extension)
    {
        var name = ";chunk-signature="u8;
        if (!extension.StartsWith(name) || extension.Length != name.Length + _claimed.Length)
        {
            return false;
        }

        extension[name.Length..].CopyTo(_claimed);
        return true;
    }

    private Refusal? VerifyChunk()
    {
        if (_signer is null)
        {
            return null;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _chunkHash!.GetHashAndReset(hash);
        return _signer.Matches(hash, isTrailer: false, _claimed) ? null : BodyRefusals.ChunkMismatch();
    }

    private Refusal? EndBody()
    {
        if (_total != _decodedLength)
        {
            return BodyRefusals.Incomplete();
        }

        _state = _trailer.IsExpected ? State.Trailer : State.LastLine;
        return VerifyChunk();
    }

    private Refusal? EndTrailerLine()
    {
        var refusal = _trailer.EndLine(_signer, out var isLast);
        if (isLast)
        {
            _state = State.Completed;
        }

        return refusal;
    }
}
