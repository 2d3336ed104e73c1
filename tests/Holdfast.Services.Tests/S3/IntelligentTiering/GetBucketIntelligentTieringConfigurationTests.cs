using Holdfast.Services.Tests.S3.Configurations;

namespace Holdfast.Services.Tests.S3.IntelligentTiering;

public sealed class GetBucketIntelligentTieringConfigurationTests : GetNamedConfigurationTests
{
    private protected override INamedConfigurations Configurations { get; } = new IntelligentTieringConfigurations();
}
