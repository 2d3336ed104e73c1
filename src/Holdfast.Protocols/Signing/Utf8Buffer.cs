using System.Buffers;
using System.Text;

namespace Holdfast.Protocols.Signing;

/// <summary>A growing run of UTF-8 that begins on the caller's stack and moves to the pool when it must.</summary>
internal ref struct Utf8Buffer(Span<byte> initial)
{
    private Span<byte> _span = initial;
    private byte[]? _rented;
    private int _length;

    public readonly ReadOnlySpan<byte> Written => _span[.._length];

    public readonly int Length => _length;

    public readonly override string ToString() => Encoding.UTF8.GetString(Written);

    public void Append(byte value)
    {
        Ensure(1);
        _span[_length++] = value;
    }

    public void Append(scoped ReadOnlySpan<byte> value)
    {
        Ensure(value.Length);
        value.CopyTo(_span[_length..]);
        _length += value.Length;
    }

    public void Append(scoped ReadOnlySpan<char> value)
    {
        Ensure(value.Length * 3);
        _length += Encoding.UTF8.GetBytes(value, _span[_length..]);
    }

    public void AppendLower(scoped ReadOnlySpan<char> value)
    {
        var start = _length;
        Append(value);
        foreach (ref var at in _span[start.._length])
        {
            at = at is >= (byte)'A' and <= (byte)'Z' ? (byte)(at | 0x20) : at;
        }
    }

    public void AppendHex(scoped ReadOnlySpan<byte> value)
    {
        Ensure(value.Length * 2);
        Convert.TryToHexStringLower(value, _span[_length..], out var written);
        _length += written;
    }

    public void Truncate(int length) => _length = length;

    /// <summary>Gives the pooled memory back; what was written is gone after it.</summary>
    public void Dispose()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Ensure(int more)
    {
        if (_length + more <= _span.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_span.Length * 2, _length + more));
        Written.CopyTo(larger);
        if (_rented is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        _span = _rented = larger;
    }
}
