using System.Security.Cryptography;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Checksums;
using Holdfast.Services.S3.Deleting;
using Holdfast.Services.S3.Multipart;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.Tests.S3.Multipart;

public sealed class CompleteMultipartUploadTests : MultipartTests
{
    [Fact]
    public async Task Makes_an_object_of_parts_that_came_in_any_order_and_reads_any_range_of_it()
    {
        await GivenBucketAsync();
        var upload = await BeginAsync();
        byte[][] pieces = [Bytes(PartBytes + 17), Bytes(PartBytes), Bytes(70_001)];
        var tags = new string?[3];
        foreach (var at in (int[])[2, 0, 1])
        {
            // Numbers may leave gaps.
            tags[at] = (await PartAsync(upload, (at * 10) + 1, pieces[at])).ETag;
        }

        var completed = await CompleteAsync(upload, [Named(1, tags[0]), Named(11, tags[1]), Named(21, tags[2])]);

        byte[] model = [.. pieces.SelectMany(static piece => piece)];
        var md5 = MD5.HashData([.. pieces.SelectMany(static piece => MD5.HashData(piece))]);
        Assert.Equal($"\"{Convert.ToHexStringLower(md5)}-3\"", completed.ETag);
        Assert.Equal(SumOf(ChecksumAlgorithm.CRC64NVME, model), completed.ChecksumCRC64NVME);
        Assert.Equal(model, await BytesAsync());
        var random = new Random(7);
        for (var i = 0; i < 20; i++)
        {
            var first = random.Next(model.Length);
            var last = Math.Min(model.Length - 1, first + random.Next(200_000));
            Assert.Equal(model[first..(last + 1)], await BytesAsync(range: $"bytes={first}-{last}"));
        }

        var border = pieces[0].Length;
        Assert.Equal(model[(border - 1)..(border + 1)], await BytesAsync(range: $"bytes={border - 1}-{border}"));
        Assert.Equal(pieces[2][^5..], await BytesAsync(range: "bytes=-5"));
        var part = await World.CallAsync(new GetObject(Bodies, Envelopes), new() { Bucket = Bucket, Key = "k", PartNumber = 11 });
        Assert.Equal(pieces[1], await BytesOfAsync(part.Body!));
        Assert.Equal((3, $"bytes {border}-{border + PartBytes - 1}/{model.Length}"), (part.PartsCount, part.ContentRange));
    }

    [Theory]
    [InlineData(ChecksumAlgorithm.CRC32, ChecksumType.FullObject)]
    [InlineData(ChecksumAlgorithm.CRC32C, ChecksumType.FullObject)]
    [InlineData(ChecksumAlgorithm.CRC64NVME, ChecksumType.FullObject)]
    [InlineData(ChecksumAlgorithm.SHA256, ChecksumType.COMPOSITE)]
    public async Task Makes_the_checksum_of_the_kind_that_was_asked_for(string algorithm, string type)
    {
        await GivenBucketAsync();
        var upload = await BeginAsync(algorithm: algorithm, type: type);
        byte[][] pieces = [Bytes(PartBytes), Bytes(33)];
        var first = await PartAsync(upload, 1, pieces[0]);
        var second = await PartAsync(upload, 2, pieces[1]);

        var completed = await CompleteAsync(
            upload,
            [
                Named(1, first.ETag) with { ChecksumSHA256 = first.ChecksumSHA256 },
                Named(2, second.ETag) with { ChecksumSHA256 = second.ChecksumSHA256 },
            ]);

        var expected = type == ChecksumType.FullObject
            ? SumOf(algorithm, [.. pieces[0], .. pieces[1]])
            : $"{Convert.ToBase64String(SHA256.HashData([.. SHA256.HashData(pieces[0]), .. SHA256.HashData(pieces[1])]))}-2";
        Assert.Equal(type, completed.ChecksumType);
        Assert.Equal(expected, completed.ChecksumCRC32 ?? completed.ChecksumCRC32C ?? completed.ChecksumCRC64NVME ?? completed.ChecksumSHA256);
    }

    [Fact]
    public async Task Answers_the_same_when_it_is_asked_again()
    {
        await GivenBucketAsync();
        var upload = await BeginAsync();
        var part = await PartAsync(upload, 1, Bytes(10));
        var once = await CompleteAsync(upload, [Named(1, part.ETag)]);

        Assert.Equal(once, await CompleteAsync(upload, [Named(1, part.ETag)]));
    }

    [Fact]
    public async Task Refuses_a_list_that_is_not_of_its_parts()
    {
        await GivenBucketAsync();
        var upload = await BeginAsync();
        var small = await PartAsync(upload, 1, Bytes(10));
        var other = await PartAsync(upload, 2, Bytes(11));

        await RefusedAsync("NoSuchUpload", () => CompleteAsync("nothing", [Named(1, small.ETag)]));
        await RefusedAsync("MalformedXML", () => CompleteAsync(upload, []));
        await RefusedAsync("InvalidPart", () => CompleteAsync(upload, [Named(1, other.ETag)]));
        await RefusedAsync("InvalidPart", () => CompleteAsync(upload, [Named(3, small.ETag)]));
        await RefusedAsync("InvalidPartOrder", () => CompleteAsync(upload, [Named(2, other.ETag), Named(1, small.ETag)]));
        var error = await RefusedAsync("EntityTooSmall", () => CompleteAsync(upload, [Named(1, small.ETag), Named(2, other.ETag)]));
        Assert.Equal("Your proposed upload is smaller than the minimum allowed size", error.Message);
    }

    [Fact]
    public async Task Refuses_what_the_client_computed_otherwise()
    {
        await GivenBucketAsync();
        var upload = await BeginAsync();
        var part = await PartAsync(upload, 1, Bytes(10));
        CompleteMultipartUploadRequest request = new() { Bucket = Bucket, Key = "k", UploadId = upload, MultipartUpload = new() { Parts = [Named(1, part.ETag)] } };

        await RefusedAsync("InvalidRequest", () => World.CallAsync(new CompleteMultipartUpload(), request with { MpuObjectSize = 11 }));
        await RefusedAsync("BadDigest", () => World.CallAsync(new CompleteMultipartUpload(), request with { ChecksumCRC64NVME = "AAAAAAAAAAA=" }));
        await PutAsync("k", "there");
        await RefusedAsync("PreconditionFailed", () => World.CallAsync(new CompleteMultipartUpload(), request with { IfNoneMatch = "*" }));
    }

    [Fact]
    public async Task Lets_go_of_parts_that_are_not_in_the_object_and_of_all_with_the_object()
    {
        await GivenBucketAsync();
        var upload = await BeginAsync();
        var part = await PartAsync(upload, 1, Bytes(100_000));
        await PartAsync(upload, 2, Bytes(90_000));
        await PartAsync(upload, 1, Bytes(80_000));
        part = await PartAsync(upload, 1, Bytes(100_000));
        await CompleteAsync(upload, [Named(1, part.ETag)]);

        await World.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Single(await FilesAsync());

        await World.CallAsync(new DeleteObject(Permissions, Devices), new() { Bucket = Bucket, Key = "k" });
        await World.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Empty(await FilesAsync());
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
