using System.IO.Compression;
using System.Security.Cryptography;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Delivery;

/// <summary>A log file as it grows: records as they were written when their calls were made, packed and hashed while they come, so that only the packed bytes are held.</summary>
internal sealed class LogFile : IEventSink, IDisposable
{
    /// <summary>The bytes at which a file is full, unpacked.</summary>
    public const long BytesFull = 8 << 20;

    private readonly MemoryStream _packed = new();
    private readonly GZipStream _packer;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins an empty file.</summary>
    public LogFile()
    {
        _packer = new GZipStream(_packed, CompressionLevel.Fastest, leaveOpen: true);
        Write("{\"Records\":["u8);
    }

    /// <summary>How many records are in it.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes are in it, unpacked.</summary>
    public long Length { get; private set; }

    /// <summary>The time of the oldest record.</summary>
    public DateTimeOffset Oldest { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>The time of the newest record.</summary>
    public DateTimeOffset Newest { get; private set; } = DateTimeOffset.MinValue;

    /// <inheritdoc/>
    public bool IsFull => Length >= BytesFull;

    /// <inheritdoc/>
    public void Add(StreamEntry entry)
    {
        if (Count > 0)
        {
            Write(","u8);
        }

        Write(entry.Payload.Span);
        Count++;
        Oldest = entry.At < Oldest ? entry.At : Oldest;
        Newest = entry.At > Newest ? entry.At : Newest;
    }

    /// <summary>Ends it.</summary>
    /// <returns>The packed bytes, and the SHA-256 of the unpacked ones in hexadecimal digits.</returns>
    public (ReadOnlyMemory<byte> Packed, string Hash) Finish()
    {
        Write("]}"u8);
        _packer.Dispose();
        return (_packed.GetBuffer().AsMemory(0, (int)_packed.Length), Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _packer.Dispose();
        _packed.Dispose();
        _hash.Dispose();
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _packer.Write(bytes);
        _hash.AppendData(bytes);
        Length += bytes.Length;
    }
}
