using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Encryption;

/// <summary>Finds out how an object is to be sealed.</summary>
internal static class Sealings
{
    /// <summary>What a request asks for, and the bucket's default where it asks for nothing.</summary>
    public static Sealing Of(StoredBucket bucket, PutObjectRequest request)
        => request.ServerSideEncryption is { } algorithm
            ? new() { Algorithm = algorithm, KmsKeyId = request.SSEKMSKeyId, BucketKey = request.BucketKeyEnabled ?? bucket.Encryption.BucketKey }
            : new() { Algorithm = bucket.Encryption.Algorithm, KmsKeyId = bucket.Encryption.KmsKeyId, BucketKey = bucket.Encryption.BucketKey };
}
