using Holdfast.Kernel;
using Holdfast.Kernel.Ids;

namespace Holdfast.Services.S3;

/// <summary>The ARNs of buckets and objects, which name neither region nor account.</summary>
internal static class S3Arns
{
    /// <summary>The type under which records list buckets.</summary>
    public const string BucketType = "AWS::S3::Bucket";

    /// <summary>The type under which records list objects.</summary>
    public const string ObjectType = "AWS::S3::Object";

    /// <summary>Makes the ARN of a bucket.</summary>
    public static Arn BucketArn(this Call call, string bucket) => new($"arn:{call.Partition.Name}:s3:::{bucket}");

    /// <summary>Makes the ARN of an object, or of all keys of a bucket.</summary>
    public static Arn ObjectArn(this Call call, string bucket, string key) => new($"arn:{call.Partition.Name}:s3:::{bucket}/{key}");
}
