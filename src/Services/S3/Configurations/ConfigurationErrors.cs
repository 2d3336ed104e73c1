using Holdfast.Kernel;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Configurations;

/// <summary>What S3 answers when a bucket lacks a configuration ("Error responses" in the API reference).</summary>
internal static class ConfigurationErrors
{
    /// <summary>There are no cross-origin rules.</summary>
    public static CommonException NoCors(StoredBucket bucket) => Missing(bucket, "NoSuchCORSConfiguration", "The CORS configuration does not exist");

    /// <summary>There is no website.</summary>
    public static CommonException NoWebsite(StoredBucket bucket)
        => Missing(bucket, "NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration");

    /// <summary>There are no replication rules.</summary>
    public static CommonException NoReplication(StoredBucket bucket)
        => Missing(bucket, "ReplicationConfigurationNotFoundError", "The replication configuration was not found");

    /// <summary>There are no lifecycle rules.</summary>
    public static CommonException NoLifecycle(StoredBucket bucket)
        => Missing(bucket, "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist");

    /// <summary>There are no tags.</summary>
    public static CommonException NoTags(StoredBucket bucket) => Missing(bucket, "NoSuchTagSet", "The TagSet does not exist");

    /// <summary>There is no public access block.</summary>
    public static CommonException NoPublicAccessBlock(StoredBucket bucket)
        => Missing(bucket, "NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found");

    /// <summary>There are no ownership controls.</summary>
    public static CommonException NoOwnershipControls(StoredBucket bucket)
        => Missing(bucket, "OwnershipControlsNotFoundError", "The bucket ownership controls were not found");

    /// <summary>There is no policy.</summary>
    public static CommonException NoPolicy(StoredBucket bucket) => Missing(bucket, "NoSuchBucketPolicy", "The bucket policy does not exist");

    private static CommonException Missing(StoredBucket bucket, string code, string message)
        => new(code, 404, message) { Details = [new("BucketName", bucket.Name)] };
}
