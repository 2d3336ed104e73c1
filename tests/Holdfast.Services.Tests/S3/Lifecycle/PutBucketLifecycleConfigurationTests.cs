using Holdfast.Services.S3.Configurations;

namespace Holdfast.Services.Tests.S3.Lifecycle;

public sealed class PutBucketLifecycleConfigurationTests : LifecycleTests
{
    [Fact]
    public async Task Keeps_the_rules_in_the_place_of_earlier_ones()
    {
        await GivenBucketAsync();
        await PutRulesAsync(Expiring(1));
        await PutRulesAsync(Expiring(2));

        var stored = await World.FindAsync<BucketConfiguration>(BucketConfiguration.KeyOf(Bucket, ConfigurationKind.Lifecycle, ""));
        Assert.Contains("<Days>2</Days>", stored!.Xml, StringComparison.Ordinal);
        Assert.Equal([ConfigurationKind.Lifecycle], (await BucketAsync()).Configured);
    }
}
