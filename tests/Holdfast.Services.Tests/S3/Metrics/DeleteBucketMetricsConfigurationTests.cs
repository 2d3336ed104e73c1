using Holdfast.Services.Tests.S3.Configurations;

namespace Holdfast.Services.Tests.S3.Metrics;

public sealed class DeleteBucketMetricsConfigurationTests : DeleteNamedConfigurationTests
{
    private protected override INamedConfigurations Configurations { get; } = new MetricsConfigurations();
}
