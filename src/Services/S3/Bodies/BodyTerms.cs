using Holdfast.Kernel;
using Holdfast.Protocols.Signing;

namespace Holdfast.Services.S3.Bodies;

/// <summary>What a request says of its body, and how the body is to be sealed.</summary>
internal sealed record BodyTerms
{
    /// <summary>The most bytes of one upload: five gibibytes (S3 User Guide, "Uploading objects").</summary>
    public const long BytesMax = 5L << 30;

    /// <summary>The algorithm of the checksum that is kept (<see cref="ChecksumAlgorithm"/>); S3's own choice is CRC64NVME.</summary>
    public string Algorithm { get; init; } = ChecksumAlgorithm.CRC64NVME;

    /// <summary>The checksum that the request states, in Base64; null when it states none, or states it after the body.</summary>
    public string? StatedSum { get; init; }

    /// <summary>The MD5 that the request states, in Base64.</summary>
    public string? StatedMd5 { get; init; }

    /// <summary>The layers of encryption.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Makes the checksum.</summary>
    public BodyChecksum? NewSum() => BodyChecksum.Create($"x-amz-checksum-{Algorithm}");

    /// <summary>Refuses a body that grows too large.</summary>
    public static void CheckSize(long length)
    {
        if (length > BytesMax)
        {
            throw new CommonException("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size");
        }
    }

    /// <summary>Compares the body with what the request says of it.</summary>
    public void Check(ReadOnlySpan<byte> md5, string? sum)
    {
        if (StatedMd5 is { } stated)
        {
            CheckMd5(stated, md5);
        }

        if (StatedSum is { } expected && expected != sum)
        {
            throw new CommonException("BadDigest", 400, $"The {Algorithm} you specified did not match the calculated checksum.");
        }
    }

    private static void CheckMd5(string stated, ReadOnlySpan<byte> md5)
    {
        var bytes = new byte[16];
        if (stated.Length != 24 || !Convert.TryFromBase64String(stated, bytes, out var length) || length != bytes.Length)
        {
            throw new CommonException("InvalidDigest", 400, "The Content-MD5 you specified was invalid.") { Details = [new("Content-MD5", stated)] };
        }

        if (!md5.SequenceEqual(bytes))
        {
            throw new CommonException("BadDigest", 400, "The Content-MD5 you specified did not match what we received.")
            {
                Details = [new("ExpectedDigest", stated), new("CalculatedDigest", Convert.ToBase64String(md5))],
            };
        }
    }
}
