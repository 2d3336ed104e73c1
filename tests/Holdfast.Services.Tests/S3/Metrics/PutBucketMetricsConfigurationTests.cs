using Holdfast.Services.S3;
using Holdfast.Services.S3.Metrics;
using Holdfast.Services.Tests.S3.Configurations;

namespace Holdfast.Services.Tests.S3.Metrics;

public sealed class PutBucketMetricsConfigurationTests : PutNamedConfigurationTests
{
    private protected override INamedConfigurations Configurations { get; } = new MetricsConfigurations();

    [Fact]
    public async Task Refuses_a_filter_of_two_parts_or_none()
    {
        await GivenBucketAsync();

        await RefusedAsync("MalformedXML", () => PutAsync(MetricsConfigurations.Sample() with { Filter = new() { Prefix = "a", Tag = new() { Key = "k", Value = "v" } } }));
        await RefusedAsync("MalformedXML", () => PutAsync(MetricsConfigurations.Sample() with { Filter = new() }));
    }

    private Task PutAsync(MetricsConfigurationShape configuration)
        => World.CallAsync(new PutBucketMetricsConfiguration(), new() { Bucket = Bucket, Id = configuration.Id, MetricsConfiguration = configuration });
}
