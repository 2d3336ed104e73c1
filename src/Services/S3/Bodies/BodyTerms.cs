using Holdfast.Kernel;
using Holdfast.Services.S3.Checksums;

namespace Holdfast.Services.S3.Bodies;

/// <summary>What a request says of its body, and how the body is to be sealed.</summary>
internal sealed record BodyTerms
{
    /// <summary>The most bytes of one upload: five gibibytes (S3 User Guide, "Uploading objects").</summary>
    public const long BytesMax = 5L << 30;

    /// <summary>The algorithm of the checksum that is kept; null means the one that the request states, and S3's own choice when it states none.</summary>
    public string? Algorithm { get; init; }

    /// <summary>The checksum that the request states in a header; null when it states none, or states it after the body.</summary>
    public BodySum? Stated { get; init; }

    /// <summary>The MD5 that the request states, in Base64.</summary>
    public string? StatedMd5 { get; init; }

    /// <summary>The length that the request states; null when it states none.</summary>
    public long? StatedLength { get; init; }

    /// <summary>The layers of encryption.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Refuses what is already known to be wrong before the body is read.</summary>
    public void CheckFirst()
    {
        if (StatedMd5 is { } md5)
        {
            ReadMd5(md5);
        }

        if (StatedLength is { } length)
        {
            CheckSize(length);
        }
    }

    /// <summary>Refuses a body that grows too large.</summary>
    public static void CheckSize(long length)
    {
        if (length > BytesMax)
        {
            throw new CommonException("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size")
            {
                Details = [new("ProposedSize", $"{length}"), new("MaxSizeAllowed", $"{BytesMax}")],
            };
        }
    }

    /// <summary>Compares the MD5 of the body with what the request says of it.</summary>
    public void CheckMd5(ReadOnlySpan<byte> md5)
    {
        if (StatedMd5 is { } stated && !md5.SequenceEqual(ReadMd5(stated)))
        {
            throw new CommonException("BadDigest", 400, "The Content-MD5 you specified did not match what we received.")
            {
                Details = [new("ExpectedDigest", stated), new("CalculatedDigest", Convert.ToBase64String(md5))],
            };
        }
    }

    /// <summary>Compares a checksum of the body with what the request says of it.</summary>
    public void CheckSum(BodySum sum)
    {
        if (Stated is { } stated && stated.Algorithm == sum.Algorithm && stated.Value != sum.Value)
        {
            throw Sums.Mismatch(sum.Algorithm);
        }
    }

    private static byte[] ReadMd5(string stated)
    {
        var bytes = new byte[16];
        return stated.Length == 24 && Convert.TryFromBase64String(stated, bytes, out var length) && length == bytes.Length
            ? bytes
            : throw new CommonException("InvalidDigest", 400, "The Content-MD5 you specified was invalid.") { Details = [new("Content-MD5", stated)] };
    }
}
