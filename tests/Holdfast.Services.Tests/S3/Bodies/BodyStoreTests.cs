using System.Text;
using Holdfast.Services.S3.Bodies;
using Holdfast.Store.Sqlite;

namespace Holdfast.Services.Tests.S3.Bodies;

public sealed class BodyStoreTests : S3Tests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Nothing_of_a_body_or_its_key_is_read_in_the_files(int layers)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-bodies-");
        try
        {
            await using var store = SqliteStore.Open(new SqliteStoreOptions { Folder = folder.FullName });
            var intake = new BodyIntake(new BodyStore(store.Blobs, World.Ids));
            var secret = Encoding.ASCII.GetBytes("the quick brown fox was here; ");
            var plain = Enumerable.Repeat(secret, 20_000).SelectMany(static one => one).ToArray();

            var received = await intake.ReceiveAsync(BodyOf(plain), new() { Layers = layers }, CancellationToken.None);

            // The lock of the folder is nobody's to read.
            var files = folder.GetFiles("*", SearchOption.AllDirectories).Where(static file => file.Name != "lock").ToList();
            Assert.Contains(files, file => file.Length > plain.Length);
            foreach (var file in files)
            {
                await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                var bytes = await BytesOfAsync(stream);
                Assert.Equal(-1, bytes.AsSpan().IndexOf(secret));
                Assert.Equal(-1, bytes.AsSpan().IndexOf(received.Key.AsSpan(0, ChunkCipher.KeyBytes)));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
