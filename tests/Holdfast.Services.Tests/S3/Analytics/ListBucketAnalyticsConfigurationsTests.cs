using Holdfast.Services.Tests.S3.Configurations;

namespace Holdfast.Services.Tests.S3.Analytics;

public sealed class ListBucketAnalyticsConfigurationsTests : ListNamedConfigurationsTests
{
    private protected override INamedConfigurations Configurations { get; } = new AnalyticsConfigurations();
}
