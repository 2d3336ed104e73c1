using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ZstdSharp;

namespace Holdfast.Store.Sqlite.Streams;

/// <summary>Puts entries, or whole blocks, into one block; used again and again by the one thread that writes.</summary>
internal sealed class BlockBuilder : IDisposable
{
    // A short block is rewritten with its neighbours soon; compressing it alone gains little.
    private const int CompressFrom = 4_096;
    private const int Level = 1;
    private const int MostVarint = 10;

    private readonly Compressor _compressor = new(Level);
    private readonly List<uint> _labels = [];
    private byte[] _plain = new byte[64 << 10];
    private byte[] _compressed = [];
    private byte[] _hashes = [];
    private int _size;
    private long _first;
    private long _last;
    private long _from;
    private long _to;

    public int Count { get; private set; }

    /// <summary>Begins a new block.</summary>
    /// <param name="first">A number that no entry is below; a block that lost its first entries keeps it, and with it its place.</param>
    public void Clear(long first)
    {
        (_first, _size, Count, _from, _to) = (first, 0, 0, long.MaxValue, long.MinValue);
        _labels.Clear();
    }

    /// <summary>Adds an entry with its labels' hashes.</summary>
    public void Add(long sequence, EncodedEntry entry)
    {
        Add(sequence, entry.At, entry.Bytes);
        _labels.AddRange(entry.Labels);
    }

    /// <summary>Adds an entry of another block; the hashes of its labels are added for the whole block.</summary>
    public void Add(in BlockEntry entry) => Add(entry.Sequence, entry.At, entry.Bytes);

    /// <summary>Adds the hashes of a block's labels.</summary>
    public void AddLabels(ReadOnlySpan<byte> hashes)
    {
        for (; hashes.Length >= sizeof(uint); hashes = hashes[sizeof(uint)..])
        {
            _labels.Add(BinaryPrimitives.ReadUInt32LittleEndian(hashes));
        }
    }

    /// <summary>Ends the block. What it gives is valid until the next one begins.</summary>
    public Block Finish()
    {
        var hashes = WriteLabels();
        var plain = _plain.AsMemory(0, _size);
        return _size < CompressFrom
            ? new Block(_first, _last, _from, _to, Count, _size, hashes, BlockCodec.Plain, plain)
            : new Block(_first, _last, _from, _to, Count, _size, hashes, BlockCodec.Compressed, Compress());
    }

    public void Dispose() => _compressor.Dispose();

    private void Add(long sequence, long at, ReadOnlySpan<byte> bytes)
    {
        if (_plain.Length - _size < bytes.Length + MostVarint)
        {
            Array.Resize(ref _plain, Math.Max(_plain.Length * 2, _size + bytes.Length + MostVarint));
        }

        _size += Varint.Write(_plain.AsSpan(_size), (ulong)(sequence - _first));
        bytes.CopyTo(_plain.AsSpan(_size));
        _size += bytes.Length;
        _last = sequence;
        _from = Math.Min(_from, at);
        _to = Math.Max(_to, at);
        Count++;
    }

    private Memory<byte> Compress()
    {
        var most = Compressor.GetCompressBound(_size);
        if (_compressed.Length < most)
        {
            _compressed = new byte[most];
        }

        return _compressed.AsMemory(0, _compressor.Wrap(_plain.AsSpan(0, _size), _compressed));
    }

    private Memory<byte> WriteLabels()
    {
        var labels = CollectionsMarshal.AsSpan(_labels);
        labels.Sort();
        if (_hashes.Length < labels.Length * sizeof(uint))
        {
            _hashes = new byte[labels.Length * sizeof(uint)];
        }

        var length = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (i == 0 || labels[i] != labels[i - 1])
            {
                BinaryPrimitives.WriteUInt32LittleEndian(_hashes.AsSpan(length), labels[i]);
                length += sizeof(uint);
            }
        }

        return _hashes.AsMemory(0, length);
    }
}

/// <summary>A block as the table holds it.</summary>
internal sealed record Block(
    long First, long Last, long From, long To, int Count, int Size, ReadOnlyMemory<byte> Labels, int Form, ReadOnlyMemory<byte> Data);
