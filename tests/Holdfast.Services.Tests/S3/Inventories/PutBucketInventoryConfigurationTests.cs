using Holdfast.Services.S3;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Inventories;

namespace Holdfast.Services.Tests.S3.Inventories;

public sealed class PutBucketInventoryConfigurationTests : S3Tests
{
    [Fact]
    public async Task Keeps_it_under_its_id_in_the_place_of_the_one_that_was_there()
    {
        await GivenBucketAsync();
        await PutAsync(Sample());
        await PutAsync(Sample());

        var kept = Assert.Single(await World.ListAsync<BucketConfiguration>($"{Bucket}/"));
        Assert.Equal(Sample(), ConfigurationTypes.Inventory.Open(kept));
        Assert.True((await BucketAsync()).Has(ConfigurationKind.Inventory));
    }

    [Fact]
    public async Task Refuses_an_id_that_differs_from_the_one_of_the_request_or_is_none()
    {
        await GivenBucketAsync();

        await RefusedAsync("InvalidArgument", () => World.CallAsync(
            new PutBucketInventoryConfiguration(), new() { Bucket = Bucket, Id = "two", InventoryConfiguration = Sample() }));
        await RefusedAsync("InvalidArgument", () => PutAsync(Sample("a/b")));
    }

    [Fact]
    public async Task Refuses_the_thousand_and_first_and_changes_nothing()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Configured = [ConfigurationKind.Inventory] });
        for (var i = 0; i < ConfigurationTable.QuotaPerKind; i++)
        {
            World.Given(new BucketConfiguration { Bucket = Bucket, Kind = ConfigurationKind.Inventory, Id = $"id{i}", Xml = "<Configuration/>" });
        }

        var error = await RefusedAsync("TooManyConfigurations", () => PutAsync(Sample()));

        Assert.Contains("1,000-configuration limit", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Monthly", "CSV", "Size", "arn:aws:s3:::reports", "MalformedXML")]
    [InlineData("Daily", "XLS", "Size", "arn:aws:s3:::reports", "MalformedXML")]
    [InlineData("Daily", "CSV", "Taste", "arn:aws:s3:::reports", "MalformedXML")]
    [InlineData("Daily", "CSV", "Size", "reports", "InvalidS3DestinationBucket")]
    public async Task Refuses_what_cannot_be(string frequency, string format, string field, string target, string code)
    {
        await GivenBucketAsync();

        await RefusedAsync(code, () => PutAsync(Sample() with
        {
            Schedule = new() { Frequency = frequency },
            OptionalFields = [field],
            Destination = new() { S3BucketDestination = new() { Bucket = target, Format = format } },
        }));
    }

    internal static InventoryConfigurationShape Sample(string id = "one")
        => new() { Id = id, IsEnabled = true, IncludedObjectVersions = InventoryIncludedObjectVersions.Current, Schedule = new() { Frequency = InventoryFrequency.Daily }, Destination = new() { S3BucketDestination = new() { Bucket = "arn:aws:s3:::reports", Format = InventoryFormat.CSV } } };

    private Task PutAsync(InventoryConfigurationShape configuration)
        => World.CallAsync(new PutBucketInventoryConfiguration(), new() { Bucket = Bucket, Id = configuration.Id, InventoryConfiguration = configuration });
}
