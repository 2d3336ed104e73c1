using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Holdfast.Protocols.Signing;

namespace Holdfast.Protocols.Tests.Signing;

/// <summary>Bodies in chunks: the published example, any split of it, and every way of spoiling it.</summary>
public sealed class StreamedBodyTests
{
    private const string Published = "s3-api-reference";

    private static readonly SigningSecret Secret = VectorFile.Read(Published).ToSecret();
    private static readonly SigningScope Scope = VectorFile.Read(Published).ToScope();
    private static readonly DateTimeOffset Now = Wire.Time("20130524T000000Z");

    /// <summary>
    /// The worked examples of "sigv4-streaming" and "sigv4-streaming-trailers" in the S3 API Reference.
    /// </summary>
    [Theory]
    [InlineData("put-object-in-chunks-seed", "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
        "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
        "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9", "\r\n")]
    [InlineData("put-object-in-chunks-with-trailer-seed",
        "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
        "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
        "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
        "x-amz-checksum-crc32c:sOO8/Q==\n\r\n"
        + "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n")]
    public void Decodes_the_published_example(string name, string first, string second, string last, string trailer)
    {
        var wire = VectorFile.Read(Published).Cases.Single(one => one.Name == name).ToWire();
        var body = Wire.Utf8(
            $"10000;chunk-signature={first}\r\n{new string('a', 65536)}\r\n"
            + $"400;chunk-signature={second}\r\n{new string('a', 1024)}\r\n"
            + $"0;chunk-signature={last}\r\n{trailer}");

        var refusal = DecodeAll(wire, body, out var decoded);

        Assert.Null(refusal);
        Assert.Equal(new string('a', 66560), Encoding.UTF8.GetString(decoded));
    }

    [Theory]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "")]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "x-amz-checksum-crc32")]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "x-amz-checksum-sha256")]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-crc32c")]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-crc64nvme")]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-sha1")]
    public void Decodes_the_same_however_the_bytes_arrive(string payload, string trailer) =>
        Gen.Select(Gen.Byte.Array[0, 40_000], Gen.Int[8192, 20_000], Gen.Int[1, 9000].Array[1, 5], Gen.Int[1, 9000])
            .Sample(
                (data, chunkSize, pieces, output) =>
                {
                    var (wire, body) = Stream(payload, trailer, data, chunkSize);

                    Assert.Null(Decode(wire, body, pieces, output, out var decoded));
                    Assert.Equal(data, decoded);
                },
                iter: 60);

    [Theory]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "")]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "x-amz-checksum-crc32")]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-crc64nvme")]
    public void Refuses_every_flipped_byte(string payload, string trailer)
    {
        var (wire, body) = Stream(payload, trailer, Wire.Utf8("Welcome to Amazon S3."), 8192);
        for (var at = 0; at < body.Length; at++)
        {
            var spoiled = (byte[])body.Clone();
            spoiled[at] ^= 1;

            Assert.True(DecodeAll(wire, spoiled, out _) is not null, $"Byte {at}, '{(char)body[at]}', may change.");
        }
    }

    [Theory]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "")]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "x-amz-checksum-crc32")]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-sha256")]
    public void Refuses_a_body_that_ends_anywhere_before_its_end(string payload, string trailer)
    {
        var (wire, body) = Stream(payload, trailer, Wire.Utf8("Welcome to Amazon S3."), 8192);
        for (var length = 0; length < body.Length; length++)
        {
            Assert.Equal(RefusalKind.IncompleteBody, DecodeAll(wire, body[..length], out _)?.Kind);
        }
    }

    [Fact]
    public void Refuses_bytes_after_the_end()
    {
        var (wire, body) = Stream("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-crc32", [1, 2, 3], 8192);

        Assert.Equal(RefusalKind.IncompleteBody, DecodeAll(wire, [.. body, 0], out _)?.Kind);
    }

    [Fact]
    public void Refuses_a_small_chunk_that_is_not_the_last_and_names_it()
    {
        var (wire, body) = Stream("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-crc32", new byte[30], 10);

        var refusal = DecodeAll(wire, body, out _);

        Assert.Equal(RefusalKind.InvalidChunkSize, refusal?.Kind);
        Assert.Equal("Only the last chunk is allowed to have a size less than 8192 bytes", refusal?.Message);
        Assert.Equal([new("Chunk", "2"), new("BadChunkSize", "10")], refusal!.Details);
    }

    [Theory]
    [InlineData("A\r\n0123456789\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", RefusalKind.BadDigest)]
    [InlineData("A\r\n0123456789\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n", RefusalKind.InvalidRequest)]
    [InlineData("A\r\n0123456789\r\n0\r\nx-amz-checksum-crc32:not base64\r\n\r\n", RefusalKind.InvalidRequest)]
    [InlineData("A\r\n0123456789\r\n0\r\nx-amz-checksum-sha1:AAAAAA==\r\n\r\n", RefusalKind.MalformedTrailer)]
    [InlineData("A\r\n0123456789\r\n0\r\nno colon\r\n\r\n", RefusalKind.MalformedTrailer)]
    [InlineData("A\r\n0123456789\r\n0\r\n\r\n", RefusalKind.MalformedTrailer)]
    [InlineData("B\r\n0123456789A\r\n0\r\n\r\n", RefusalKind.IncompleteBody)]
    [InlineData("9\r\n012345678\r\n0\r\n\r\n", RefusalKind.IncompleteBody)]
    [InlineData("A\r\n0123456789XX", RefusalKind.IncompleteBody)]
    [InlineData("A;x=y\r\n0123456789\r\n0\r\n", RefusalKind.IncompleteBody)]
    [InlineData("-1\r\n", RefusalKind.IncompleteBody)]
    [InlineData("FFFFFFFFFFFFFFFF\r\n", RefusalKind.IncompleteBody)]
    [InlineData("\r\n", RefusalKind.IncompleteBody)]
    [InlineData("A\n", RefusalKind.IncompleteBody)]
    public void Refuses_framing_that_is_not_right(string body, RefusalKind kind)
    {
        var (wire, _) = Stream("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-crc32", Wire.Utf8("0123456789"), 8192);

        Assert.Equal(kind, DecodeAll(wire, Wire.Utf8(body), out _)?.Kind);
    }

    [Fact]
    public void Bounds_the_line_before_a_chunk_and_the_trailer()
    {
        var (wire, _) = Stream("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-crc32", [], 8192);

        var longHeader = DecodeAll(wire, Wire.Utf8(new string('0', AwsChunkedDecoder.MaxChunkHeaderBytes + 1)), out _);
        var longTrailer = DecodeAll(wire, Wire.Utf8("0\r\n" + new string('x', 5000)), out _);

        Assert.Equal(RefusalKind.IncompleteBody, longHeader?.Kind);
        Assert.Equal(RefusalKind.MalformedTrailer, longTrailer?.Kind);
    }

    [Fact]
    public void Needs_the_decoded_length_and_a_trailer_it_knows()
    {
        var (wire, body) = Stream("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-crc32", [1], 8192);

        Assert.Equal(
            RefusalKind.MissingContentLength,
            DecodeAll(wire.WithoutHeader("x-amz-decoded-content-length"), body, out _)?.Kind);
        Assert.Equal(
            RefusalKind.InvalidRequest, DecodeAll(wire.WithHeader("x-amz-trailer", "x-amz-checksum-md4"), body, out _)?.Kind);
    }

    [Fact]
    public async Task The_stream_gives_the_same_bytes_and_throws_the_refusal()
    {
        var data = new byte[100_000];
        new Random(1).NextBytes(data);
        var (wire, body) = Stream("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "x-amz-checksum-crc64nvme", data, 9000);
        using var copy = new MemoryStream();
        await using (var good = new AwsChunkedStream(new MemoryStream(body), Decoder(wire)!))
        {
            await good.CopyToAsync(copy, TestContext.Current.CancellationToken);
        }

        Assert.Equal(data, copy.ToArray());

        body[5000] ^= 1;
        await using var bad = new AwsChunkedStream(new MemoryStream(body), Decoder(wire)!);
        var thrown = await Assert.ThrowsAsync<SignedBodyException>(
            () => bad.CopyToAsync(System.IO.Stream.Null, TestContext.Current.CancellationToken));
        Assert.Equal(RefusalKind.SignatureMismatch, thrown.Refusal.Kind);
    }

    [Fact]
    public void A_stated_hash_is_checked_at_the_end_of_the_body()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Wire.Utf8("body")));
        using var good = new HashedBodyStream(new MemoryStream(Wire.Utf8("body")), hash);
        using var bad = new HashedBodyStream(new MemoryStream(Wire.Utf8("bodY")), hash);

        good.CopyTo(System.IO.Stream.Null);
        var thrown = Assert.Throws<SignedBodyException>(() => bad.CopyTo(System.IO.Stream.Null));

        Assert.Equal(RefusalKind.ContentHashMismatch, thrown.Refusal.Kind);
    }

    /// <summary>Check values of the CRC catalogue and of FIPS 180 for the text <c>123456789</c>.</summary>
    [Theory]
    [InlineData("x-amz-checksum-crc32", "CBF43926")]
    [InlineData("x-amz-checksum-crc32c", "E3069283")]
    [InlineData("x-amz-checksum-crc64nvme", "AE8B14860A799888")]
    [InlineData("X-Amz-Checksum-SHA1", "F7C3BC1D808E04732ADF679965CCC34CA7AE3441")]
    [InlineData("x-amz-checksum-sha256", "15E2B0D3C33891EBB0F1EF609EC419420C20E320CE94C65FBC8C3312448EB225")]
    public void Computes_the_known_checksums(string header, string expected)
    {
        using var checksum = BodyChecksum.Create(header)!;
        checksum.Append("1234"u8);
        checksum.Append("56789"u8);
        var result = new byte[checksum.LengthBytes];

        checksum.Finish(result);

        Assert.Equal(expected, Convert.ToHexString(result));
    }

    internal static (Wire Wire, byte[] Body) Stream(string payload, string trailer, byte[] data, int chunkSize)
    {
        List<HeaderField> headers =
        [
            new("Host", "s3.amazonaws.com"),
            new("x-amz-decoded-content-length", data.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ];
        if (trailer.Length > 0)
        {
            headers.Add(new("x-amz-trailer", trailer));
        }

        var signer = new RequestSigner(Secret, Scope);
        var signed = signer.Sign("PUT", "/bucket/key", headers, payload, Now);
        var chunks = payload.Contains("UNSIGNED", StringComparison.Ordinal) ? null : signer.Chunks(signed, Now);
        var body = new MemoryStream();
        for (var at = 0; at < data.Length; at += chunkSize)
        {
            Add(data.AsSpan(at, Math.Min(chunkSize, data.Length - at)));
        }

        Add([]);
        if (trailer.Length > 0)
        {
            using var checksum = BodyChecksum.Create(trailer)!;
            checksum.Append(data);
            var value = new byte[checksum.LengthBytes];
            checksum.Finish(value);
            var line = $"{trailer}:{Convert.ToBase64String(value)}";
            body.Write(Wire.Utf8($"{line}\r\n"));
            if (chunks is not null)
            {
                body.Write(Wire.Utf8($"x-amz-trailer-signature:{chunks.SignTrailer(Wire.Utf8($"{line}\n"))}\r\n"));
            }
        }

        body.Write("\r\n"u8);
        return (new Wire { Method = "PUT", Target = "/bucket/key", Headers = signed }, body.ToArray());

        void Add(ReadOnlySpan<byte> chunk)
        {
            var signature = chunks is null ? "" : $";chunk-signature={chunks.SignChunk(chunk)}";
            body.Write(Wire.Utf8($"{chunk.Length:x}{signature}\r\n"));
            body.Write(chunk);
            if (!chunk.IsEmpty)
            {
                body.Write("\r\n"u8);
            }
        }
    }

    private static AwsChunkedDecoder? Decoder(Wire wire)
    {
        Assert.Null(Begin(wire, out var decoder));
        return decoder;
    }

    private static Refusal? Begin(Wire wire, out AwsChunkedDecoder? decoder)
    {
        var request = wire.View();
        var verifier = new SignatureVerifier(new SigningKeyCache(8));
        Assert.Null(SignatureReader.Read(request, Scope, Now, out var signature));
        return AwsChunkedDecoder.Create(request, signature, verifier.SigningKey(signature, Secret), out decoder);
    }

    internal static Refusal? DecodeAll(Wire wire, byte[] body, out byte[] decoded) =>
        Decode(wire, body, [body.Length + 1], 100_000, out decoded);

    private static Refusal? Decode(Wire wire, byte[] body, int[] pieces, int outputSize, out byte[] decoded)
    {
        decoded = [];
        if (Begin(wire, out var decoder) is { } early)
        {
            return early;
        }

        using var _ = decoder;
        var result = new MemoryStream();
        var output = new byte[outputSize];
        var at = 0;
        for (var turn = 0; at < body.Length; turn++)
        {
            var piece = body.AsSpan(at, Math.Min(pieces[turn % pieces.Length], body.Length - at));
            if (decoder!.Decode(piece, output, out var consumed, out var written) is { } refusal)
            {
                return refusal;
            }

            result.Write(output, 0, written);
            at += consumed;
        }

        decoded = result.ToArray();
        return decoder!.Complete();
    }
}
