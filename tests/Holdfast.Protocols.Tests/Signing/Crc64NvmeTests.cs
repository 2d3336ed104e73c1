using Holdfast.Protocols.Signing;

namespace Holdfast.Protocols.Tests.Signing;

/// <summary>The checksum that S3 makes of every object, however the bytes come.</summary>
public sealed class Crc64NvmeTests
{
    [Fact]
    public void Has_the_check_value_of_its_catalogue()
        => Assert.Equal(0xAE8B_1486_0A79_9888, ~Crc64Nvme.Update(ulong.MaxValue, "123456789"u8));

    [Fact]
    public void Folds_to_what_the_tables_give_whatever_the_length_and_the_start()
    {
        var random = new Random(64);
        var data = new byte[1_500];
        random.NextBytes(data);
        for (var length = 0; length <= data.Length; length++)
        {
            var crc = (ulong)random.NextInt64();
            Assert.Equal(Crc64Nvme.UpdateByTables(crc, data.AsSpan(0, length)), Crc64Nvme.Update(crc, data.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Goes_on_where_it_was_left()
    {
        var data = new byte[200_000];
        new Random(65).NextBytes(data);
        var whole = Crc64Nvme.UpdateByTables(ulong.MaxValue, data);
        for (var piece = 1; piece < data.Length; piece = (piece * 3) + 7)
        {
            var crc = ulong.MaxValue;
            for (var start = 0; start < data.Length; start += piece)
            {
                crc = Crc64Nvme.Update(crc, data.AsSpan(start, Math.Min(piece, data.Length - start)));
            }

            Assert.Equal(whole, crc);
        }
    }
}
