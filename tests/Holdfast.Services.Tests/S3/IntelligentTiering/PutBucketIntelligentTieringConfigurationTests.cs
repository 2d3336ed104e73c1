using Holdfast.Services.S3;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.IntelligentTiering;

namespace Holdfast.Services.Tests.S3.IntelligentTiering;

public sealed class PutBucketIntelligentTieringConfigurationTests : S3Tests
{
    [Fact]
    public async Task Keeps_it_under_its_id_in_the_place_of_the_one_that_was_there()
    {
        await GivenBucketAsync();
        await PutAsync(Sample());
        await PutAsync(Sample());

        var kept = Assert.Single(await World.ListAsync<BucketConfiguration>($"{Bucket}/"));
        Assert.Equal(Sample(), ConfigurationTypes.IntelligentTiering.Open(kept));
        Assert.True((await BucketAsync()).Has(ConfigurationKind.IntelligentTiering));
    }

    [Fact]
    public async Task Refuses_an_id_that_differs_from_the_one_of_the_request_or_is_none()
    {
        await GivenBucketAsync();

        await RefusedAsync("InvalidArgument", () => World.CallAsync(
            new PutBucketIntelligentTieringConfiguration(), new() { Bucket = Bucket, Id = "two", IntelligentTieringConfiguration = Sample() }));
        await RefusedAsync("InvalidArgument", () => PutAsync(Sample("a/b")));
    }

    [Fact]
    public async Task Refuses_the_thousand_and_first_and_changes_nothing()
    {
        await GivenBucketAsync();
        await ChangeBucketAsync(Bucket, bucket => bucket with { Configured = [ConfigurationKind.IntelligentTiering] });
        for (var i = 0; i < ConfigurationTable.QuotaPerKind; i++)
        {
            World.Given(new BucketConfiguration { Bucket = Bucket, Kind = ConfigurationKind.IntelligentTiering, Id = $"id{i}", Xml = "<Configuration/>" });
        }

        var error = await RefusedAsync("TooManyConfigurations", () => PutAsync(Sample()));

        Assert.Contains("1,000-configuration limit", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ARCHIVE_ACCESS", 89, "InvalidRequest")]
    [InlineData("ARCHIVE_ACCESS", 731, "InvalidRequest")]
    [InlineData("DEEP_ARCHIVE_ACCESS", 179, "InvalidRequest")]
    [InlineData("FROZEN", 180, "MalformedXML")]
    public async Task Refuses_tiers_and_days_that_there_are_not(string tier, int days, string code)
    {
        await GivenBucketAsync();

        await RefusedAsync(code, () => PutAsync(Sample() with { Tierings = [new() { Days = days, AccessTier = tier }] }));
    }

    [Fact]
    public async Task Refuses_the_same_tier_twice_and_a_status_that_there_is_not()
    {
        await GivenBucketAsync();

        await RefusedAsync("MalformedXML", () => PutAsync(Sample() with { Tierings = [.. Sample().Tierings, .. Sample().Tierings] }));
        await RefusedAsync("MalformedXML", () => PutAsync(Sample() with { Status = "Perhaps" }));
    }

    internal static IntelligentTieringConfigurationShape Sample(string id = "one")
        => new() { Id = id, Status = IntelligentTieringStatus.Enabled, Tierings = [new() { Days = 90, AccessTier = IntelligentTieringAccessTier.ArchiveAccess }] };

    private Task PutAsync(IntelligentTieringConfigurationShape configuration)
        => World.CallAsync(new PutBucketIntelligentTieringConfiguration(), new() { Bucket = Bucket, Id = configuration.Id, IntelligentTieringConfiguration = configuration });
}
