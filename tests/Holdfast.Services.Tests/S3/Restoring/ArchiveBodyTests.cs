using System.Text;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Deleting;
using Holdfast.Services.S3.Objects;
using Holdfast.Services.S3.Restoring;

namespace Holdfast.Services.Tests.S3.Restoring;

public sealed class ArchiveBodyTests : S3Tests
{
    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Archived bodies are pressed. ", 20_000)));

    [Fact]
    public async Task Moves_the_bytes_to_the_cold_folder_and_presses_them()
    {
        await GivenBucketAsync();
        await PutAsync(Order(Bytes, StorageClass.GLACIER));
        await World.AdvanceAsync(TimeSpan.FromMinutes(11));

        var body = (await CurrentAsync()).Body!;
        Assert.True(body is { IsCold: true, IsPacked: true, IsInline: false });
        Assert.Equal(Bytes.Length, body.Length);
        Assert.True(body.PackedLength < Bytes.Length / 20);
        Assert.Empty(await FilesAsync());
        Assert.Single(await FilesAsync("cold"));
        var error = Assert.IsType<InvalidObjectStateException>(await RefusedAsync("InvalidObjectState", () => TextOfAsync("k")));
        Assert.Equal(StorageClass.GLACIER, error.StorageClass);
        Assert.Equal("The operation is not valid for the object's storage class", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Moves_small_bodies_too(int length)
    {
        await GivenBucketAsync();
        await PutAsync(Order(Bytes[..length], StorageClass.DeepArchive));
        await World.SettleAsync();

        Assert.Single(await FilesAsync("cold"));
        await RestoreAsync();
        Assert.Equal(length, (await TextOfAsync("k")).Length);
    }

    [Fact]
    public async Task Moves_what_kms_sealed_as_it_is()
    {
        await GivenBucketAsync();
        await PutAsync(Order(Bytes, StorageClass.GLACIER) with { ServerSideEncryption = ServerSideEncryption.AwsKms });
        await World.AdvanceAsync(TimeSpan.FromMinutes(11));

        Assert.True((await CurrentAsync()).Body is { IsCold: true, IsPacked: false });
        Assert.Empty(await FilesAsync());
        await RestoreAsync();
        Assert.Equal(Encoding.UTF8.GetString(Bytes), await TextOfAsync("k"));
    }

    [Fact]
    public async Task A_move_whose_commit_fails_is_made_again_and_leaves_nothing()
    {
        await GivenBucketAsync();
        await PutAsync(Order(Bytes, StorageClass.GLACIER));
        World.Store.FailCommit(1);
        World.Store.FailCommit(2);

        await World.AdvanceAsync(TimeSpan.FromMinutes(20));

        Assert.Empty(await FilesAsync());
        Assert.Single(await FilesAsync("cold"));
        await RestoreAsync();
        Assert.Equal(Encoding.UTF8.GetString(Bytes), await TextOfAsync("k"));
        Assert.Empty(await World.ParkedAsync());
    }

    [Fact]
    public async Task What_is_deleted_leaves_nothing_in_either_folder()
    {
        await GivenBucketAsync();
        await PutAsync(Order(Bytes, StorageClass.GLACIER));
        await World.SettleAsync();
        await RestoreAsync();

        await World.CallAsync(new DeleteObject(Permissions, Devices), new() { Bucket = Bucket, Key = "k" });
        await World.AdvanceAsync(TimeSpan.FromDays(3));

        Assert.Empty(await FilesAsync());
        Assert.Empty(await FilesAsync("cold"));
        Assert.Empty(await World.ParkedAsync());
    }

    private static PutObjectRequest Order(byte[] bytes, string storageClass)
        => new() { Bucket = Bucket, Key = "k", Body = BodyOf(bytes), StorageClass = storageClass };

    private async Task RestoreAsync()
    {
        await World.CallAsync(new RestoreObject(), new() { Bucket = Bucket, Key = "k", RestoreRequest = new() { Days = 1 } });
        await World.AdvanceAsync(TimeSpan.FromHours(13));
    }

    private async Task<StoredObject> CurrentAsync() => (await World.FindAsync<CurrentObject>(CurrentObject.KeyOf(Bucket, "k")))!.Object;
}
