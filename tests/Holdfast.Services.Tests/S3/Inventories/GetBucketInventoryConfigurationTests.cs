using Holdfast.Services.Tests.S3.Configurations;

namespace Holdfast.Services.Tests.S3.Inventories;

public sealed class GetBucketInventoryConfigurationTests : GetNamedConfigurationTests
{
    private protected override INamedConfigurations Configurations { get; } = new InventoryConfigurations();
}
