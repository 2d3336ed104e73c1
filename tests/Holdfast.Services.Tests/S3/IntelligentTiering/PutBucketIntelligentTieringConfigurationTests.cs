using Holdfast.Services.S3;
using Holdfast.Services.S3.IntelligentTiering;
using Holdfast.Services.Tests.S3.Configurations;

namespace Holdfast.Services.Tests.S3.IntelligentTiering;

public sealed class PutBucketIntelligentTieringConfigurationTests : PutNamedConfigurationTests
{
    private protected override INamedConfigurations Configurations { get; } = new IntelligentTieringConfigurations();

    [Theory]
    [InlineData("ARCHIVE_ACCESS", 89, "InvalidRequest")]
    [InlineData("ARCHIVE_ACCESS", 731, "InvalidRequest")]
    [InlineData("DEEP_ARCHIVE_ACCESS", 179, "InvalidRequest")]
    [InlineData("FROZEN", 180, "MalformedXML")]
    public async Task Refuses_tiers_and_days_that_there_are_not(string tier, int days, string code)
    {
        await GivenBucketAsync();

        await RefusedAsync(code, () => PutAsync(IntelligentTieringConfigurations.Sample() with { Tierings = [new() { Days = days, AccessTier = tier }] }));
    }

    [Fact]
    public async Task Refuses_the_same_tier_twice_and_a_status_that_there_is_not()
    {
        await GivenBucketAsync();

        await RefusedAsync("MalformedXML", () => PutAsync(IntelligentTieringConfigurations.Sample() with { Tierings = [.. IntelligentTieringConfigurations.Sample().Tierings, .. IntelligentTieringConfigurations.Sample().Tierings] }));
        await RefusedAsync("MalformedXML", () => PutAsync(IntelligentTieringConfigurations.Sample() with { Status = "Perhaps" }));
    }

    private Task PutAsync(IntelligentTieringConfigurationShape configuration)
        => World.CallAsync(new PutBucketIntelligentTieringConfiguration(), new() { Bucket = Bucket, Id = configuration.Id, IntelligentTieringConfiguration = configuration });
}
