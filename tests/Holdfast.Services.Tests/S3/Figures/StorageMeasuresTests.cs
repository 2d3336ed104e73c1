using Holdfast.Kernel.Ports;
using Holdfast.Services.S3;
using Holdfast.Services.S3.Figures;

namespace Holdfast.Services.Tests.S3.Figures;

public sealed class StorageMeasuresTests : S3Tests
{
    [Fact]
    public async Task Tells_what_each_class_of_a_bucket_has_and_takes()
    {
        await GivenBucketAsync(versioning: BucketVersioningStatus.Enabled);
        await PutAsync("a", "12345");
        await PutAsync("a", "123");
        await PutAsync(new() { Bucket = Bucket, Key = "cold", Body = BodyOf(new byte[500_000]), StorageClass = StorageClass.GLACIER });
        await World.SettleAsync();

        var measures = await ReadAsync();

        Assert.Equal(new(Bucket, StorageClass.STANDARD, 2, 8, 8 + 32), Assert.Single(measures, static measure => measure.StorageClass == StorageClass.STANDARD));
        var cold = Assert.Single(measures, static measure => measure.StorageClass == StorageClass.GLACIER);
        Assert.Equal((1, 500_000), (cold.Objects, cold.Bytes));
        Assert.InRange(cold.BytesOnDisk, 1, 5_000);
    }

    [Fact]
    public async Task Counts_a_large_bucket_by_a_timer()
    {
        await GivenBucketAsync();
        for (var i = 0; i < StorageMeasures.AtOnceMax + 20; i++)
        {
            await PutAsync($"k{i}", "1");
        }

        Assert.Empty(await ReadAsync());
        await World.SettleAsync();

        Assert.Equal(StorageMeasures.AtOnceMax + 20, Assert.Single(await ReadAsync()).Objects);
        await PutAsync("more", "1");
        await World.AdvanceAsync(StorageMeasures.Age);
        Assert.Equal(StorageMeasures.AtOnceMax + 20, Assert.Single(await ReadAsync()).Objects);
        await World.SettleAsync();
        Assert.Equal(StorageMeasures.AtOnceMax + 21, Assert.Single(await ReadAsync()).Objects);
    }

    private async Task<IReadOnlyList<StorageMeasure>> ReadAsync()
        => await new StorageMeasures(World.Store, World.Clock).ReadAsync(CancellationToken.None);
}
