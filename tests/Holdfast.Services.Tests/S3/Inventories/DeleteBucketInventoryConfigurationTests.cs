using Holdfast.Services.Tests.S3.Configurations;

namespace Holdfast.Services.Tests.S3.Inventories;

public sealed class DeleteBucketInventoryConfigurationTests : DeleteNamedConfigurationTests
{
    private protected override INamedConfigurations Configurations { get; } = new InventoryConfigurations();
}
