using System.Text;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Checksums;

namespace Holdfast.Services.Tests.S3.Checksums;

public sealed class CrcCombinationTests
{
    /// <summary>The checksums of <c>123456789</c> that the catalogues of CRCs and the standards of the hashes publish.</summary>
    [Theory]
    [InlineData(ChecksumAlgorithm.CRC32, "CBF43926")]
    [InlineData(ChecksumAlgorithm.CRC32C, "E3069283")]
    [InlineData(ChecksumAlgorithm.CRC64NVME, "AE8B14860A799888")]
    [InlineData(ChecksumAlgorithm.SHA1, "F7C3BC1D808E04732ADF679965CCC34CA7AE3441")]
    [InlineData(ChecksumAlgorithm.SHA256, "15E2B0D3C33891EBB0F1EF609EC419420C20E320CE94C65FBC8C3312448EB225")]
    [InlineData(ChecksumAlgorithm.MD5, "25F9E794323B453885F5181F1B624D0B")]
    [InlineData(ChecksumAlgorithm.XXHASH64, "8CB841DB40E6AE83")]
    public void Each_algorithm_gives_the_published_value(string algorithm, string expected)
        => Assert.Equal(expected, Convert.ToHexString(Convert.FromBase64String(SumOf(algorithm, Encoding.ASCII.GetBytes("123456789")))));

    [Theory]
    [InlineData(ChecksumAlgorithm.CRC32)]
    [InlineData(ChecksumAlgorithm.CRC32C)]
    [InlineData(ChecksumAlgorithm.CRC64NVME)]
    public void The_checksum_of_a_whole_comes_of_those_of_its_pieces(string algorithm)
    {
        var random = new Random(11);
        for (var run = 0; run < 200; run++)
        {
            var bytes = new byte[random.Next(5_000)];
            random.NextBytes(bytes);
            var cut = random.Next(bytes.Length + 1);

            Assert.Equal(
                SumOf(algorithm, bytes),
                CrcCombination.Combine(algorithm, SumOf(algorithm, bytes[..cut]), SumOf(algorithm, bytes[cut..]), bytes.Length - cut));
        }
    }

    private static string SumOf(string algorithm, byte[] bytes)
    {
        using var sum = Sums.New(algorithm);
        sum.Append(bytes);
        var value = new byte[sum.LengthBytes];
        sum.Finish(value);
        return Convert.ToBase64String(value);
    }
}
