using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Protocols.Signing;

/// <summary>What follows the last chunk: the announced checksum and, where chunks are signed, its signature.</summary>
internal sealed class ChunkTrailer : IDisposable
{
    /// <summary>The longest trailer, lines and line ends together.</summary>
    public const int MaxBytes = 1024;

    private readonly BodyChecksum? _checksum;
    private readonly bool _isSigned;
    private readonly byte[] _bytes;
    private int _lineStart;
    private int _length;
    private int _taken;
    private bool _isBlankSeen;
    private bool _isSignatureSeen;
    private string? _value;

    private ChunkTrailer(PayloadKind payload, BodyChecksum? checksum)
    {
        IsExpected = payload != PayloadKind.SignedChunks;
        _isSigned = payload == PayloadKind.SignedChunksWithTrailer;
        _checksum = checksum;
        _bytes = IsExpected ? new byte[MaxBytes] : [];
    }

    /// <summary>Whether the way of streaming has a trailer at all.</summary>
    public bool IsExpected { get; }

    /// <summary>The algorithm of the announced checksum, or null.</summary>
    public string? Algorithm => _checksum?.Name;

    public HeaderField? Checksum => _checksum is null ? null : new HeaderField(_checksum.HeaderName, _value ?? "");

    public static Refusal? Create(in SignableRequest request, PayloadKind payload, out ChunkTrailer? trailer)
    {
        trailer = null;
        BodyChecksum? checksum = null;
        if (payload != PayloadKind.SignedChunks && request.Header("x-amz-trailer") is { } announced)
        {
            checksum = BodyChecksum.Create(announced.AsSpan().Trim());
            if (checksum is null)
            {
                return BodyRefusals.UnsupportedTrailer();
            }
        }

        trailer = new ChunkTrailer(payload, checksum);
        return null;
    }

    /// <summary>Takes decoded bytes of the body for the checksum.</summary>
    public void Append(ReadOnlySpan<byte> data) => _checksum?.Append(data);

    /// <summary>Takes a byte of the trailer itself.</summary>
    public Refusal? Extend(byte value)
    {
        if (++_taken > MaxBytes)
        {
            return BodyRefusals.MalformedTrailer();
        }

        _bytes[_length++] = value;
        return null;
    }

    /// <summary>Takes a line end; <paramref name="isLast"/> tells that the trailer is whole and true.</summary>
    public Refusal? EndLine(ChunkSigner? signer, out bool isLast)
    {
        isLast = false;
        if (++_taken > MaxBytes)
        {
            return BodyRefusals.MalformedTrailer();
        }

        if (_length > _lineStart && _bytes[_length - 1] == (byte)'\r')
        {
            _length--;
        }

        var line = _bytes.AsSpan(_lineStart, _length - _lineStart);
        if (line.IsEmpty)
        {
            return EndOfTrailer(out isLast);
        }

        var name = "x-amz-trailer-signature:"u8;
        if (_isSigned && line.StartsWith(name))
        {
            return VerifySignature(signer!, line[name.Length..]);
        }

        _isBlankSeen = false;
        return TakeLine(line);
    }

    public void Dispose() => _checksum?.Dispose();

    private Refusal? EndOfTrailer(out bool isLast)
    {
        isLast = false;
        if (_isSigned && !_isSignatureSeen)
        {
            // S3's own example has an empty line between the checksum and the signature.
            var isSecond = _isBlankSeen || _value is null;
            _isBlankSeen = true;
            return isSecond ? BodyRefusals.MalformedTrailer() : null;
        }

        if (_checksum is null)
        {
            isLast = true;
            return null;
        }

        if (_value is null)
        {
            return BodyRefusals.MalformedTrailer();
        }

        return VerifyChecksum(_checksum, _value, out isLast);
    }

    private Refusal? TakeLine(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || _checksum is null || _value is not null || _isSignatureSeen
            || !Encoding.Latin1.GetString(line[..colon])
                .Equals(_checksum.HeaderName, StringComparison.OrdinalIgnoreCase))
        {
            return BodyRefusals.MalformedTrailer();
        }

        _value = Encoding.Latin1.GetString(line[(colon + 1)..]).Trim(' ');

        // The signature is made over lines that end with a line feed alone.
        _bytes[_length++] = (byte)'\n';
        _lineStart = _length;
        return null;
    }

    private Refusal? VerifySignature(ChunkSigner signer, ReadOnlySpan<byte> claimed)
    {
        if (_isSignatureSeen)
        {
            return BodyRefusals.MalformedTrailer();
        }

        _isSignatureSeen = true;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.AsSpan(0, _lineStart), hash);
        var isRight = claimed.Length == 64 && signer.Matches(hash, isTrailer: true, claimed);
        _length = _lineStart;
        return isRight ? null : BodyRefusals.ChunkMismatch();
    }

    private static Refusal? VerifyChecksum(BodyChecksum checksum, string value, out bool isRight)
    {
        isRight = false;
        Span<byte> stated = stackalloc byte[64];
        if (!Convert.TryFromBase64String(value, stated, out var length) || length != checksum.LengthBytes)
        {
            return BodyRefusals.BadChecksumValue(checksum.HeaderName);
        }

        Span<byte> computed = stackalloc byte[64];
        checksum.Finish(computed);
        isRight = computed[..length].SequenceEqual(stated[..length]);
        return isRight ? null : BodyRefusals.BadDigest(checksum.Name);
    }
}
