using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Holdfast.Protocols.Signing;

/// <summary>A checksum of S3's <c>x-amz-checksum-*</c> family, fed piece by piece.</summary>
/// <remarks>See "Checking object integrity" in the S3 User Guide.</remarks>
public abstract class BodyChecksum : IDisposable
{
    private const string Prefix = "x-amz-checksum-";

    private BodyChecksum(string name) => Name = name;

    /// <summary>The algorithm as S3's sentences spell it, such as <c>CRC64NVME</c>.</summary>
    public string Name { get; }

    /// <summary>The header or trailer that carries it, such as <c>x-amz-checksum-crc64nvme</c>.</summary>
    public string HeaderName => Prefix + Name.ToLowerInvariant();

    /// <summary>The length of the checksum in bytes, before Base64.</summary>
    public abstract int LengthBytes { get; }

    /// <summary>Makes the checksum of a header name, or null when it names none.</summary>
    public static BodyChecksum? Create(ReadOnlySpan<char> headerName)
    {
        if (!headerName.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || headerName.Length > 32)
        {
            return null;
        }

        Span<char> lower = stackalloc char[headerName.Length];
        headerName.ToLowerInvariant(lower);
        return lower[Prefix.Length..] switch
        {
            "crc32" => new Crc32Checksum(),
            "crc32c" => new Crc32CChecksum(),
            "crc64nvme" => new Crc64NvmeChecksum(),
#pragma warning disable CA5350 // SHA-1 is one of the checksums S3 offers against accidents; it secures nothing here.
            "sha1" => new ShaChecksum("SHA1", IncrementalHash.CreateHash(HashAlgorithmName.SHA1)),
#pragma warning restore CA5350
            "sha256" => new ShaChecksum("SHA256", IncrementalHash.CreateHash(HashAlgorithmName.SHA256)),
            "sha512" => new ShaChecksum("SHA512", IncrementalHash.CreateHash(HashAlgorithmName.SHA512)),
#pragma warning disable CA5351 // So is MD5.
            "md5" => new ShaChecksum("MD5", IncrementalHash.CreateHash(HashAlgorithmName.MD5)),
#pragma warning restore CA5351
            "xxhash64" => new QuickChecksum("XXHASH64", new XxHash64()),
            "xxhash3" => new QuickChecksum("XXHASH3", new XxHash3()),
            "xxhash128" => new QuickChecksum("XXHASH128", new XxHash128()),
            _ => null,
        };
    }

    /// <summary>Takes the next piece of the body.</summary>
    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>Writes the checksum of all that was taken, big-endian as S3 does, and starts over.</summary>
    public abstract void Finish(Span<byte> output);

    /// <summary>Frees what the algorithm holds.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    private sealed class Crc32Checksum() : BodyChecksum("CRC32")
    {
        private readonly Crc32 _crc = new();

        public override int LengthBytes => 4;

        public override void Append(ReadOnlySpan<byte> data) => _crc.Append(data);

        public override void Finish(Span<byte> output)
        {
            BinaryPrimitives.WriteUInt32BigEndian(output, _crc.GetCurrentHashAsUInt32());
            _crc.Reset();
        }
    }

    private sealed class Crc32CChecksum() : BodyChecksum("CRC32C")
    {
        private uint _crc = uint.MaxValue;

        public override int LengthBytes => 4;

        public override void Append(ReadOnlySpan<byte> data)
        {
            while (data.Length >= sizeof(ulong))
            {
                _crc = System.Numerics.BitOperations.Crc32C(_crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
                data = data[sizeof(ulong)..];
            }

            foreach (var value in data)
            {
                _crc = System.Numerics.BitOperations.Crc32C(_crc, value);
            }
        }

        public override void Finish(Span<byte> output)
        {
            BinaryPrimitives.WriteUInt32BigEndian(output, ~_crc);
            _crc = uint.MaxValue;
        }
    }

    private sealed class Crc64NvmeChecksum() : BodyChecksum("CRC64NVME")
    {
        private ulong _crc = ulong.MaxValue;

        public override int LengthBytes => 8;

        public override void Append(ReadOnlySpan<byte> data) => _crc = Crc64Nvme.Update(_crc, data);

        public override void Finish(Span<byte> output)
        {
            BinaryPrimitives.WriteUInt64BigEndian(output, ~_crc);
            _crc = ulong.MaxValue;
        }
    }

    // The library writes these big-endian, as S3 does.
    private sealed class QuickChecksum(string name, NonCryptographicHashAlgorithm hash) : BodyChecksum(name)
    {
        public override int LengthBytes => hash.HashLengthInBytes;

        public override void Append(ReadOnlySpan<byte> data) => hash.Append(data);

        public override void Finish(Span<byte> output) => hash.GetHashAndReset(output);
    }

    private sealed class ShaChecksum(string name, IncrementalHash hash) : BodyChecksum(name)
    {
        public override int LengthBytes => hash.HashLengthInBytes;

        public override void Append(ReadOnlySpan<byte> data) => hash.AppendData(data);

        public override void Finish(Span<byte> output) => hash.GetHashAndReset(output);

        public override void Dispose()
        {
            hash.Dispose();
            base.Dispose();
        }
    }
}
