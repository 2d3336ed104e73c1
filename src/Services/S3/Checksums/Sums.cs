using Holdfast.Kernel;
using Holdfast.Protocols.Signing;
using Holdfast.Services.S3.Bodies;

namespace Holdfast.Services.S3.Checksums;

/// <summary>The checksums of S3's family: how requests state them, and how they are given out (S3 User Guide, "Checking object integrity").</summary>
internal static class Sums
{
    /// <summary>The algorithm of objects whose request names none.</summary>
    public const string Default = ChecksumAlgorithm.CRC64NVME;

    private const string Header = "x-amz-checksum-";
    private const int BytesMax = 64;

    private static readonly string[] Known =
    [
        ChecksumAlgorithm.CRC32, ChecksumAlgorithm.CRC32C, ChecksumAlgorithm.CRC64NVME, ChecksumAlgorithm.SHA1, ChecksumAlgorithm.SHA256,
        ChecksumAlgorithm.SHA512, ChecksumAlgorithm.MD5, ChecksumAlgorithm.XXHASH64, ChecksumAlgorithm.XXHASH3, ChecksumAlgorithm.XXHASH128,
    ];

    /// <summary>Gives the value when the checksum is of an algorithm, and null otherwise.</summary>
    public static string? Of(this BodySum? sum, string algorithm) => sum?.Algorithm == algorithm ? sum.Value : null;

    /// <summary>Makes the checksum of an algorithm.</summary>
    public static BodyChecksum New(string algorithm)
        => BodyChecksum.Create(Header + algorithm) ?? throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "There is no such checksum.");

    /// <summary>Refuses an algorithm that there is not.</summary>
    public static void CheckKnown(string algorithm)
    {
        if (Array.IndexOf(Known, algorithm) < 0)
        {
            throw S3Errors.InvalidRequest(
                $"Checksum algorithm provided is unsupported. Please try again with any of the valid types: [{string.Join(", ", Known)}]");
        }
    }

    /// <summary>Says whether an algorithm has checksums over a whole object that was uploaded in parts.</summary>
    public static bool HasFullObject(string algorithm) => CrcCombination.IsCombinable(algorithm);

    /// <summary>Says whether an algorithm has checksums that are made of those of an object's parts.</summary>
    public static bool HasComposite(string algorithm) => algorithm != ChecksumAlgorithm.CRC64NVME;

    /// <summary>Takes the one checksum that a request states in its headers.</summary>
    /// <param name="algorithm">The algorithm that the request announces (<c>x-amz-sdk-checksum-algorithm</c>).</param>
    /// <param name="body">The body, which may announce a checksum that comes after it.</param>
    /// <param name="sums">The headers.</param>
    /// <exception cref="ServiceException">It states several, or one that cannot be.</exception>
    public static BodySum? Stated(string? algorithm, Stream? body, IStatedSums sums)
    {
        if (algorithm is not null)
        {
            CheckKnown(algorithm.ToUpperInvariant());
        }

        var stated = Stated(sums);
        var trailing = (body as AwsChunkedStream)?.TrailingAlgorithm;
        if (stated is not null && trailing is not null)
        {
            throw Several();
        }

        var given = stated?.Algorithm ?? trailing;
        if (algorithm is not null && given is null && body is VerifyingStream)
        {
            throw S3Errors.InvalidRequest(
                "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.");
        }

        return algorithm is null || given is null || algorithm.Equals(given, StringComparison.OrdinalIgnoreCase)
            ? stated
            : throw S3Errors.InvalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
    }

    /// <summary>Takes the one checksum that is stated among several that could be.</summary>
    /// <param name="sums">The checksums.</param>
    /// <param name="isOfParts">Whether it may be made of those of parts; their number is left out then.</param>
    /// <exception cref="ServiceException">Several are stated, or one that cannot be.</exception>
    public static BodySum? Stated(IStatedSums sums, bool isOfParts = false)
    {
        BodySum? stated = null;
        foreach (var algorithm in Known)
        {
            if ((isOfParts ? Bare(Of(sums, algorithm)) : Of(sums, algorithm)) is not { } value)
            {
                continue;
            }

            if (stated is not null)
            {
                throw Several();
            }

            stated = IsValid(algorithm, value)
                ? new(algorithm, value)
                : throw S3Errors.InvalidRequest($"Value for {Header}{algorithm.ToLowerInvariant()} header is invalid.");
        }

        return stated;
    }

    /// <summary>A checksum without the number of the parts of whose checksums it is made, which follows it after a hyphen.</summary>
    public static string? Bare(string? value) => value?.Split('-')[0];

    /// <summary>The body is not what its checksum says.</summary>
    public static CommonException Mismatch(string algorithm)
        => new("BadDigest", 400, $"The {algorithm} you specified did not match the calculated checksum.");

    private static string? Of(IStatedSums sums, string algorithm) => algorithm switch
    {
        ChecksumAlgorithm.CRC32 => sums.ChecksumCRC32,
        ChecksumAlgorithm.CRC32C => sums.ChecksumCRC32C,
        ChecksumAlgorithm.CRC64NVME => sums.ChecksumCRC64NVME,
        ChecksumAlgorithm.SHA1 => sums.ChecksumSHA1,
        ChecksumAlgorithm.SHA256 => sums.ChecksumSHA256,
        ChecksumAlgorithm.SHA512 => sums.ChecksumSHA512,
        ChecksumAlgorithm.MD5 => sums.ChecksumMD5,
        ChecksumAlgorithm.XXHASH64 => sums.ChecksumXXHASH64,
        ChecksumAlgorithm.XXHASH3 => sums.ChecksumXXHASH3,
        _ => sums.ChecksumXXHASH128,
    };

    private static CommonException Several()
        => S3Errors.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");

    private static bool IsValid(string algorithm, string value)
    {
        Span<byte> bytes = stackalloc byte[BytesMax];
        using var sum = New(algorithm);
        return Convert.TryFromBase64String(value, bytes, out var length) && length == sum.LengthBytes;
    }
}
