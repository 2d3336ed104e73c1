namespace Holdfast.Services.Tests.S3.Configurations;

/// <summary>What is true of every kind of configurations with ids.</summary>
public abstract class NamedConfigurationTests : S3Tests
{
    /// <summary>The kind.</summary>
    private protected abstract INamedConfigurations Configurations { get; }

    protected Task PutAsync(string id) => Configurations.PutAsync(World, Bucket, id, ownId: id);
}
