using System.IO.Pipelines;
using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Protocols.Signing;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Bodies;

namespace Holdfast.Services.Tests.S3.Bodies;

public sealed class BodyIntakeTests : S3Tests
{
    private const int Chunk = ChunkCipher.PlainBytes;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData((20 * Chunk) - 1)]
    [InlineData(40 * Chunk)]
    [InlineData((40 * Chunk) + 3)]
    public async Task Hashes_and_keeps_a_body_as_it_came_whatever_its_pieces(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);

        var received = await Intake.ReceiveAsync(new InPieces(bytes), new() { StatedLength = length, Algorithm = ChecksumAlgorithm.CRC32 }, CancellationToken.None);

        using var sum = BodyChecksum.Create("x-amz-checksum-crc32")!;
        sum.Append(bytes);
        var value = new byte[sum.LengthBytes];
        sum.Finish(value);
        Assert.Equal(MD5.HashData(bytes), received.Md5);
        Assert.Equal(new BodySum(ChecksumAlgorithm.CRC32, Convert.ToBase64String(value)), received.Sum);
        using var transaction = World.Store.Begin(new("read", 0));
        var body = new StoredBody(received.Id, received.Length, []);
        await using var read = received.Inline is { } inline
            ? new BodyStream(Bodies.Blobs, [new(new(body, received.Key, 0, length), inline)])
            : await Bodies.OpenAsync([new(body, received.Key, 0, length)], transaction, CancellationToken.None);
        Assert.Equal(bytes, await BytesOfAsync(read));
    }

    [Fact]
    public async Task Takes_a_small_body_that_is_there_without_a_second_run()
    {
        using var transaction = World.Store.Begin(new("put", 0));
        var call = World.NewCall(transaction, "put");

        var received = await Intake.ReceiveAsync(call, new InPieces([1, 2, 3]), new() { StatedLength = 3 }, CancellationToken.None);

        Assert.Equal(3, received.Length);
        Assert.NotNull(received.Inline);
        Assert.Same(received, await Intake.ReceiveAsync(call, new InPieces([4]), new() { StatedLength = 1 }, CancellationToken.None));
    }

    [Fact]
    public async Task Waits_outside_of_the_transaction_for_a_body_that_is_still_coming()
    {
        var pipe = new Pipe();
        using var transaction = World.Store.Begin(new("put", 0));
        var call = World.NewCall(transaction, "put");

        var outside = await Assert.ThrowsAsync<OutsideNeededException>(
            async () => await Intake.ReceiveAsync(call, pipe.Reader.AsStream(), new() { StatedLength = 3 }, CancellationToken.None));
        await pipe.Writer.WriteAsync(new byte[] { 1, 2, 3 }, CancellationToken.None);
        await pipe.Writer.CompleteAsync();
        await outside.Work(CancellationToken.None);

        var received = await Intake.ReceiveAsync(call, body: null, new(), CancellationToken.None);
        Assert.Equal(3, received.Length);
        Assert.Equal(MD5.HashData([1, 2, 3]), received.Md5);
    }

    // As a network gives them: of any length.
    private sealed class InPieces(byte[] bytes) : Stream
    {
        private readonly Random _random = new(17);
        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _at;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var length = Math.Min(Math.Min(count, bytes.Length - _at), _random.Next(1, 100_000));
            bytes.AsSpan(_at, length).CopyTo(buffer.AsSpan(offset));
            _at += length;
            return length;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var piece = new byte[buffer.Length];
            var length = Read(piece, 0, piece.Length);
            piece.AsSpan(0, length).CopyTo(buffer.Span);
            return new(length);
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
