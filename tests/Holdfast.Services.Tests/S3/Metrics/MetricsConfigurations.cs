using Holdfast.Services.S3;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Metrics;
using Holdfast.Services.Tests.S3.Configurations;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3.Metrics;

/// <summary>Filters of metrics of buckets.</summary>
internal sealed class MetricsConfigurations : INamedConfigurations
{
    public string Kind => ConfigurationKind.Metrics;

    public static MetricsConfigurationShape Sample(string id = "one")
        => new() { Id = id, Filter = new() { Prefix = "logs/" } };

    object INamedConfigurations.Sample(string id) => Sample(id);

    public object Open(BucketConfiguration kept) => ConfigurationTypes.Metrics.Open(kept);

    public Task PutAsync(World world, string bucket, string id, string ownId) => world.CallAsync(
        new PutBucketMetricsConfiguration(), new() { Bucket = bucket, Id = id, MetricsConfiguration = Sample(ownId) });

    public async Task<object?> GetAsync(World world, string bucket, string id)
        => (await world.CallAsync(new GetBucketMetricsConfiguration(), new() { Bucket = bucket, Id = id })).MetricsConfiguration;

    public Task DeleteAsync(World world, string bucket, string id)
        => world.CallAsync(new DeleteBucketMetricsConfiguration(), new() { Bucket = bucket, Id = id });

    public async Task<ConfigurationPage> ListAsync(World world, string bucket, string? token)
    {
        var page = await world.CallAsync(new ListBucketMetricsConfigurations(), new() { Bucket = bucket, ContinuationToken = token });
        return new([.. page.MetricsConfigurationList!.Select(static one => one.Id)], page.IsTruncated, page.NextContinuationToken);
    }
}
