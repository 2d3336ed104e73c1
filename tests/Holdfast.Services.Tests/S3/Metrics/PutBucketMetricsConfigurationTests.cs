using Holdfast.Services.S3;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Metrics;

namespace Holdfast.Services.Tests.S3.Metrics;

public sealed class PutBucketMetricsConfigurationTests : S3Tests
{
    [Fact]
    public async Task Keeps_it_under_its_id_in_the_place_of_the_one_that_was_there()
    {
        await GivenBucketAsync();
        await PutAsync(Sample());
        await PutAsync(Sample());

        var kept = Assert.Single(await World.ListAsync<BucketConfiguration>($"{Bucket}/"));
        Assert.Equal(Sample(), ConfigurationTypes.Metrics.Open(kept));
        Assert.True((await BucketAsync()).Has(ConfigurationKind.Metrics));
    }

    [Fact]
    public async Task Refuses_an_id_that_differs_from_the_one_of_the_request_or_is_none()
    {
        await GivenBucketAsync();

        await RefusedAsync("InvalidArgument", () => World.CallAsync(
            new PutBucketMetricsConfiguration(), new() { Bucket = Bucket, Id = "two", MetricsConfiguration = Sample() }));
        await RefusedAsync("InvalidArgument", () => PutAsync(Sample("a/b")));
    }

    [Fact]
    public async Task Refuses_the_thousand_and_first_and_changes_nothing()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Configured = [ConfigurationKind.Metrics] });
        for (var i = 0; i < ConfigurationTable.QuotaPerKind; i++)
        {
            World.Given(new BucketConfiguration { Bucket = Bucket, Kind = ConfigurationKind.Metrics, Id = $"id{i}", Xml = "<Configuration/>" });
        }

        var error = await RefusedAsync("TooManyConfigurations", () => PutAsync(Sample()));

        Assert.Contains("1,000-configuration limit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_filter_of_two_parts_or_none()
    {
        await GivenBucketAsync();

        await RefusedAsync("MalformedXML", () => PutAsync(Sample() with { Filter = new() { Prefix = "a", Tag = new() { Key = "k", Value = "v" } } }));
        await RefusedAsync("MalformedXML", () => PutAsync(Sample() with { Filter = new() }));
    }

    internal static MetricsConfigurationShape Sample(string id = "one")
        => new() { Id = id, Filter = new() { Prefix = "logs/" } };

    private Task PutAsync(MetricsConfigurationShape configuration)
        => World.CallAsync(new PutBucketMetricsConfiguration(), new() { Bucket = Bucket, Id = configuration.Id, MetricsConfiguration = configuration });
}
