using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.Tests.S3.Configurations;

/// <summary>Putting a configuration with an id, of whatever kind.</summary>
public abstract class PutNamedConfigurationTests : NamedConfigurationTests
{
    [Fact]
    public async Task Keeps_it_under_its_id_in_the_place_of_the_one_that_was_there()
    {
        await GivenBucketAsync();
        await PutAsync("one");
        await PutAsync("one");

        var kept = Assert.Single(await World.ListAsync<BucketConfiguration>($"{Bucket}/"));
        Assert.Equal(Configurations.Sample("one"), Configurations.Open(kept));
        Assert.True((await BucketAsync()).Has(Configurations.Kind));
    }

    [Fact]
    public async Task Refuses_an_id_that_differs_from_the_one_of_the_request_or_is_none()
    {
        await GivenBucketAsync();

        await RefusedAsync("InvalidArgument", () => Configurations.PutAsync(World, Bucket, "two", ownId: "one"));
        await RefusedAsync("InvalidArgument", () => PutAsync("a/b"));
    }

    [Fact]
    public async Task Refuses_the_thousand_and_first_and_changes_nothing()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Configured = [Configurations.Kind] });
        for (var i = 0; i < ConfigurationTable.QuotaPerKind; i++)
        {
            World.Given(new BucketConfiguration { Bucket = Bucket, Kind = Configurations.Kind, Id = $"id{i}", Xml = "<Configuration/>" });
        }

        var error = await RefusedAsync("TooManyConfigurations", () => PutAsync("one"));

        Assert.Contains("1,000-configuration limit", error.Message, StringComparison.Ordinal);
    }
}
