using Holdfast.Services.Tests.S3.Configurations;

namespace Holdfast.Services.Tests.S3.Analytics;

public sealed class DeleteBucketAnalyticsConfigurationTests : DeleteNamedConfigurationTests
{
    private protected override INamedConfigurations Configurations { get; } = new AnalyticsConfigurations();
}
