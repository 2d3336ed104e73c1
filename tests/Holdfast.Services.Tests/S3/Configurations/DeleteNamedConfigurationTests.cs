using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.Tests.S3.Configurations;

/// <summary>Deleting a configuration with an id, of whatever kind.</summary>
public abstract class DeleteNamedConfigurationTests : NamedConfigurationTests
{
    [Fact]
    public async Task Removes_it_and_leaves_the_others()
    {
        await GivenBucketAsync();
        await PutAsync("one");
        await PutAsync("two");

        await Configurations.DeleteAsync(World, Bucket, "one");

        Assert.Equal("two", Assert.Single(await World.ListAsync<BucketConfiguration>($"{Bucket}/")).Id);
        Assert.True((await BucketAsync()).Has(Configurations.Kind));
        await Configurations.DeleteAsync(World, Bucket, "two");
        Assert.False((await BucketAsync()).Has(Configurations.Kind));
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        await RefusedAsync("NoSuchConfiguration", () => Configurations.DeleteAsync(World, Bucket, "one"));
    }
}
