using Holdfast.Services.Tests.S3.Configurations;

namespace Holdfast.Services.Tests.S3.IntelligentTiering;

public sealed class DeleteBucketIntelligentTieringConfigurationTests : DeleteNamedConfigurationTests
{
    private protected override INamedConfigurations Configurations { get; } = new IntelligentTieringConfigurations();
}
