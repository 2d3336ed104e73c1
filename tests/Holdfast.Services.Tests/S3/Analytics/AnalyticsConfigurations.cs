using Holdfast.Services.S3;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Analytics;
using Holdfast.Services.Tests.S3.Configurations;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3.Analytics;

/// <summary>Analyses of storage classes of buckets.</summary>
internal sealed class AnalyticsConfigurations : INamedConfigurations
{
    public string Kind => ConfigurationKind.Analytics;

    public static AnalyticsConfigurationShape Sample(string id = "one")
        => new() { Id = id, StorageClassAnalysis = new() };

    object INamedConfigurations.Sample(string id) => Sample(id);

    public object Open(BucketConfiguration kept) => ConfigurationTypes.Analytics.Open(kept);

    public Task PutAsync(World world, string bucket, string id, string ownId) => world.CallAsync(
        new PutBucketAnalyticsConfiguration(), new() { Bucket = bucket, Id = id, AnalyticsConfiguration = Sample(ownId) });

    public async Task<object?> GetAsync(World world, string bucket, string id)
        => (await world.CallAsync(new GetBucketAnalyticsConfiguration(), new() { Bucket = bucket, Id = id })).AnalyticsConfiguration;

    public Task DeleteAsync(World world, string bucket, string id)
        => world.CallAsync(new DeleteBucketAnalyticsConfiguration(), new() { Bucket = bucket, Id = id });

    public async Task<ConfigurationPage> ListAsync(World world, string bucket, string? token)
    {
        var page = await world.CallAsync(new ListBucketAnalyticsConfigurations(), new() { Bucket = bucket, ContinuationToken = token });
        return new([.. page.AnalyticsConfigurationList!.Select(static one => one.Id)], page.IsTruncated, page.NextContinuationToken);
    }
}
