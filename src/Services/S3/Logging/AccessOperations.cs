namespace Holdfast.Services.S3.Logging;

/// <summary>The names that operations have in access logs: <c>REST.HTTP_method.resource_type</c> (S3 User Guide, "Amazon S3 server access log format").</summary>
internal static class AccessOperations
{
    /// <summary>Names an operation.</summary>
    public static string NameOf(string? operation, string method) => operation switch
    {
        "CopyObject" => "REST.COPY.OBJECT",
        "UploadPartCopy" => "REST.COPY.PART",
        "DeleteObjects" => "REST.POST.MULTI_OBJECT_DELETE",
        _ => $"REST.{method}.{ResourceOf(operation)}",
    };

    private static string ResourceOf(string? operation) => operation switch
    {
        "GetObject" or "PutObject" or "HeadObject" or "DeleteObject" => "OBJECT",
        "GetObjectAttributes" => "OBJECT_ATTRIBUTES",
        "CreateMultipartUpload" or "ListMultipartUploads" => "UPLOADS",
        "CompleteMultipartUpload" or "AbortMultipartUpload" or "ListParts" => "UPLOAD",
        "UploadPart" => "PART",
        "ListObjectVersions" => "BUCKETVERSIONS",
        "RestoreObject" => "RESTORE",
        "GetBucketAcl" or "PutBucketAcl" or "GetObjectAcl" or "PutObjectAcl" => "ACL",
        "GetObjectTagging" or "PutObjectTagging" or "DeleteObjectTagging" => "OBJECT_TAGGING",
        "GetBucketTagging" or "PutBucketTagging" or "DeleteBucketTagging" => "TAGGING",
        "GetBucketVersioning" or "PutBucketVersioning" => "VERSIONING",
        "GetBucketLogging" or "PutBucketLogging" => "LOGGING_STATUS",
        "GetBucketPolicy" or "PutBucketPolicy" or "DeleteBucketPolicy" => "BUCKETPOLICY",
        "GetBucketPolicyStatus" => "POLICY_STATUS",
        "GetBucketLocation" => "LOCATION",
        "GetBucketLifecycleConfiguration" or "PutBucketLifecycleConfiguration" or "DeleteBucketLifecycle" => "LIFECYCLE",
        "GetBucketNotificationConfiguration" or "PutBucketNotificationConfiguration" => "NOTIFICATION",
        "GetBucketCors" or "PutBucketCors" or "DeleteBucketCors" => "CORS",
        "GetBucketWebsite" or "PutBucketWebsite" or "DeleteBucketWebsite" => "WEBSITE",
        "GetBucketEncryption" or "PutBucketEncryption" or "DeleteBucketEncryption" => "ENCRYPTION",
        "GetBucketReplication" or "PutBucketReplication" or "DeleteBucketReplication" => "REPLICATION",
        "GetBucketRequestPayment" or "PutBucketRequestPayment" => "REQUEST_PAYMENT",
        "GetBucketAccelerateConfiguration" or "PutBucketAccelerateConfiguration" => "ACCELERATE",
        "GetBucketOwnershipControls" or "PutBucketOwnershipControls" or "DeleteBucketOwnershipControls" => "OWNERSHIP_CONTROLS",
        "GetPublicAccessBlock" or "PutPublicAccessBlock" or "DeletePublicAccessBlock" => "PUBLIC_ACCESS_BLOCK",
        "GetObjectLockConfiguration" or "PutObjectLockConfiguration" => "OBJECT_LOCK_CONFIGURATION",
        "GetObjectRetention" or "PutObjectRetention" => "OBJECT_LOCK_RETENTION",
        "GetObjectLegalHold" or "PutObjectLegalHold" => "OBJECT_LOCK_LEGALHOLD",
        { } named when named.Contains("Analytics", StringComparison.Ordinal) => "ANALYTICS",
        { } named when named.Contains("Inventory", StringComparison.Ordinal) => "INVENTORY",
        { } named when named.Contains("Metrics", StringComparison.Ordinal) => "METRICS",
        { } named when named.Contains("IntelligentTiering", StringComparison.Ordinal) => "INTELLIGENT_TIERING",
        _ => "BUCKET",
    };
}
