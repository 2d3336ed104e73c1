namespace Holdfast.Services.S3.Checksums;

/// <summary>What can state a checksum of each algorithm of S3's family, and states one at the most.</summary>
internal interface IStatedSums
{
    /// <summary>The CRC-32.</summary>
    string? ChecksumCRC32 { get; }

    /// <summary>The CRC-32C.</summary>
    string? ChecksumCRC32C { get; }

    /// <summary>The CRC-64/NVME.</summary>
    string? ChecksumCRC64NVME { get; }

    /// <summary>The SHA-1.</summary>
    string? ChecksumSHA1 { get; }

    /// <summary>The SHA-256.</summary>
    string? ChecksumSHA256 { get; }

    /// <summary>The SHA-512.</summary>
    string? ChecksumSHA512 { get; }

    /// <summary>The MD5.</summary>
    string? ChecksumMD5 { get; }

    /// <summary>The XXH64.</summary>
    string? ChecksumXXHASH64 { get; }

    /// <summary>The XXH3.</summary>
    string? ChecksumXXHASH3 { get; }

    /// <summary>The XXH128.</summary>
    string? ChecksumXXHASH128 { get; }
}
