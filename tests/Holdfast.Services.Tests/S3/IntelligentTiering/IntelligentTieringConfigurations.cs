using Holdfast.Services.S3;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.IntelligentTiering;
using Holdfast.Services.Tests.S3.Configurations;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.S3.IntelligentTiering;

/// <summary>Configurations of intelligent tiering of buckets.</summary>
internal sealed class IntelligentTieringConfigurations : INamedConfigurations
{
    public string Kind => ConfigurationKind.IntelligentTiering;

    public static IntelligentTieringConfigurationShape Sample(string id = "one")
        => new() { Id = id, Status = IntelligentTieringStatus.Enabled, Tierings = [new() { Days = 90, AccessTier = IntelligentTieringAccessTier.ArchiveAccess }] };

    object INamedConfigurations.Sample(string id) => Sample(id);

    public object Open(BucketConfiguration kept) => ConfigurationTypes.IntelligentTiering.Open(kept);

    public Task PutAsync(World world, string bucket, string id, string ownId) => world.CallAsync(
        new PutBucketIntelligentTieringConfiguration(), new() { Bucket = bucket, Id = id, IntelligentTieringConfiguration = Sample(ownId) });

    public async Task<object?> GetAsync(World world, string bucket, string id)
        => (await world.CallAsync(new GetBucketIntelligentTieringConfiguration(), new() { Bucket = bucket, Id = id })).IntelligentTieringConfiguration;

    public Task DeleteAsync(World world, string bucket, string id)
        => world.CallAsync(new DeleteBucketIntelligentTieringConfiguration(), new() { Bucket = bucket, Id = id });

    public async Task<ConfigurationPage> ListAsync(World world, string bucket, string? token)
    {
        var page = await world.CallAsync(new ListBucketIntelligentTieringConfigurations(), new() { Bucket = bucket, ContinuationToken = token });
        return new([.. page.IntelligentTieringConfigurationList!.Select(static one => one.Id)], page.IsTruncated, page.NextContinuationToken);
    }
}
