using Holdfast.Services.S3;
using Holdfast.Services.S3.Analytics;
using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.Tests.S3.Analytics;

public sealed class PutBucketAnalyticsConfigurationTests : S3Tests
{
    [Fact]
    public async Task Keeps_it_under_its_id_in_the_place_of_the_one_that_was_there()
    {
        await GivenBucketAsync();
        await PutAsync(Sample());
        await PutAsync(Sample());

        var kept = Assert.Single(await World.ListAsync<BucketConfiguration>($"{Bucket}/"));
        Assert.Equal(Sample(), ConfigurationTypes.Analytics.Open(kept));
        Assert.True((await BucketAsync()).Has(ConfigurationKind.Analytics));
    }

    [Fact]
    public async Task Refuses_an_id_that_differs_from_the_one_of_the_request_or_is_none()
    {
        await GivenBucketAsync();

        await RefusedAsync("InvalidArgument", () => World.CallAsync(
            new PutBucketAnalyticsConfiguration(), new() { Bucket = Bucket, Id = "two", AnalyticsConfiguration = Sample() }));
        await RefusedAsync("InvalidArgument", () => PutAsync(Sample("a/b")));
    }

    [Fact]
    public async Task Refuses_the_thousand_and_first_and_changes_nothing()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Configured = [ConfigurationKind.Analytics] });
        for (var i = 0; i < ConfigurationTable.QuotaPerKind; i++)
        {
            World.Given(new BucketConfiguration { Bucket = Bucket, Kind = ConfigurationKind.Analytics, Id = $"id{i}", Xml = "<Configuration/>" });
        }

        var error = await RefusedAsync("TooManyConfigurations", () => PutAsync(Sample()));

        Assert.Contains("1,000-configuration limit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_an_export_of_a_form_that_there_is_not_and_a_filter_of_two_parts()
    {
        await GivenBucketAsync();
        var export = new StorageClassAnalysisDataExportShape
        {
            OutputSchemaVersion = "V_2",
            Destination = new() { S3BucketDestination = new() { Bucket = "arn:aws:s3:::reports", Format = "CSV" } },
        };

        await RefusedAsync("MalformedXML", () => PutAsync(Sample() with { StorageClassAnalysis = new() { DataExport = export } }));
        await RefusedAsync("MalformedXML", () => PutAsync(Sample() with { Filter = new() { Prefix = "a", Tag = new() { Key = "k", Value = "v" } } }));
    }

    internal static AnalyticsConfigurationShape Sample(string id = "one")
        => new() { Id = id, StorageClassAnalysis = new() };

    private Task PutAsync(AnalyticsConfigurationShape configuration)
        => World.CallAsync(new PutBucketAnalyticsConfiguration(), new() { Bucket = Bucket, Id = configuration.Id, AnalyticsConfiguration = configuration });
}
