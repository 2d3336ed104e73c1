namespace Holdfast.Services.Tests.S3.Configurations;

/// <summary>Getting a configuration with an id, of whatever kind.</summary>
public abstract class GetNamedConfigurationTests : NamedConfigurationTests
{
    [Fact]
    public async Task Gives_out_what_was_put()
    {
        await GivenBucketAsync();
        await PutAsync("one");
        await PutAsync("two");

        Assert.Equal(Configurations.Sample("one"), await Configurations.GetAsync(World, Bucket, "one"));
    }

    [Fact]
    public async Task Says_that_there_is_none()
    {
        await GivenBucketAsync();

        var error = await RefusedAsync("NoSuchConfiguration", () => Configurations.GetAsync(World, Bucket, "one"));

        Assert.Equal("The specified configuration does not exist.", error.Message);
    }
}
