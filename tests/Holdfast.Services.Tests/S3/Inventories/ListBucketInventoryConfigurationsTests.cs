using Holdfast.Services.Tests.S3.Configurations;

namespace Holdfast.Services.Tests.S3.Inventories;

public sealed class ListBucketInventoryConfigurationsTests : ListNamedConfigurationsTests
{
    private protected override INamedConfigurations Configurations { get; } = new InventoryConfigurations();
}
