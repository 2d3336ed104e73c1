using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Protocols.Models;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.ObjectLocks;

/// <summary>What Object Lock allows and demands (S3 User Guide, "Locking objects with Object Lock").</summary>
internal static class ObjectLockRules
{
    private static readonly OperationModel Operation = new S3Service().Model.FindOperation(nameof(Deleting.DeleteObject))!;

    /// <summary>Refuses to delete a version for good, or to loosen its retention, while it is locked.</summary>
    /// <param name="call">The call.</param>
    /// <param name="permissions">Says who may bypass governance.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="version">The version.</param>
    /// <param name="bypasses">Whether the request asks to bypass governance.</param>
    public static void CheckDeletion(Call call, IPermissions permissions, StoredBucket bucket, StoredObject version, bool bypasses)
    {
        if (version.HasLegalHold || (IsRetained(version, call.Now) && !MayBypass(call, permissions, bucket, version, bypasses)))
        {
            throw Protected();
        }
    }

    /// <summary>Finds a version that has, or can be given, a retention or a legal hold.</summary>
    /// <param name="call">The call.</param>
    /// <param name="name">The name of the bucket.</param>
    /// <param name="expectedOwner">The account that the request expects to own it.</param>
    /// <param name="named">The key, and the version; without one the latest is meant.</param>
    /// <param name="method">The method of the request.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ServiceException">The bucket has no Object Lock, or there is no such version.</exception>
    public static async ValueTask<StoredObject> LockableAsync(
        this Call call, string name, string? expectedOwner, (string Key, string? VersionId) named, string method, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(name, expectedOwner, cancellationToken);
        return bucket.Lock is null
            ? throw S3Errors.InvalidRequest("Bucket is missing Object Lock Configuration")
            : await call.ReadableAsync(bucket.Name, named.Key, named.VersionId, method, cancellationToken);
    }

    /// <summary>Says whether the retention of a version lasts.</summary>
    public static bool IsRetained(StoredObject version, DateTimeOffset now) => version.LockMode is not null && version.LockedUntil > now;

    /// <summary>Says whether the caller may, and asks to, act against the retention of a version: never in compliance mode.</summary>
    public static bool MayBypass(Call call, IPermissions permissions, StoredBucket bucket, StoredObject version, bool bypasses)
        => bypasses
            && version.LockMode == ObjectLockMode.GOVERNANCE
            && permissions.FindRefusal(Operation, call.KeyTargetOf(bucket, version.Key) with { Action = "s3:BypassGovernanceRetention" }, call) is null;

    /// <summary>The version never had what is asked for.</summary>
    public static CommonException NoConfiguration(string key)
        => new("NoSuchObjectLockConfiguration", 404, "The specified object does not have a ObjectLock configuration") { Details = [new("Key", key)] };

    /// <summary>The version is locked.</summary>
    public static CommonException Protected() => new("AccessDenied", 403, "Access Denied because object protected by object lock.");
}
