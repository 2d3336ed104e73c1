using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Logging;

/// <summary>Checks where access logs are to go ("PutBucketLogging"; S3 User Guide, "Enabling Amazon S3 server access logging").</summary>
internal static class LoggingRules
{
    /// <summary>Refuses a target that cannot be one.</summary>
    public static async ValueTask CheckAsync(Call call, StoredBucket bucket, LoggingEnabledShape logging, CancellationToken cancellationToken)
    {
        if (logging.TargetObjectKeyFormat is { SimplePrefix: not null, PartitionedPrefix: not null })
        {
            throw S3Errors.MalformedXml();
        }

        var target = await call.Transaction.FindAsync<StoredBucket>(logging.TargetBucket, cancellationToken)
            ?? throw Invalid("The target bucket for logging does not exist");
        if (target.Account != bucket.Account)
        {
            throw Invalid("The owner for the bucket to be logged and the target bucket must be the same.");
        }

        if (target.Region != bucket.Region)
        {
            throw new CommonException("CrossLocationLoggingProhibited", 403, "Cross S3 location logging not allowed. ")
            {
                Details = [new("TargetBucketLocation", target.Region), new("SourceBucketLocation", bucket.Region)],
            };
        }

        if (target.RequesterPays)
        {
            throw Invalid("The target bucket for logging cannot be a Requester Pays bucket");
        }

        CheckGrants(logging, target);
    }

    private static void CheckGrants(LoggingEnabledShape logging, StoredBucket target)
    {
        if (logging.TargetGrants is not { Count: > 0 } grants)
        {
            return;
        }

        if (target.IgnoresAcls)
        {
            throw RequestedAcl.NotSupported();
        }

        foreach (var grant in grants)
        {
            AclShapes.Read(grant.Grantee);
            if (grant.Permission is not (BucketLogsPermission.FullControl or BucketLogsPermission.READ or BucketLogsPermission.WRITE))
            {
                throw S3Errors.MalformedXml();
            }
        }
    }

    private static CommonException Invalid(string message) => new("InvalidTargetBucketForLogging", 400, message);
}
