using Holdfast.Kernel;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Access;

/// <summary>Names buckets and objects as what calls act on, with the bucket policy, what access control lists grant, and the condition keys of S3.</summary>
/// <remarks>Names of buckets are public: a call on one that does not exist learns that first, whoever makes it.</remarks>
internal static class S3Targets
{
    /// <summary>Names a bucket.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bucket">The name of the bucket.</param>
    /// <param name="expectedOwner">The account that the request expects to own it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="keys">The condition keys of the operation.</param>
    public static async ValueTask<Target> BucketTargetAsync(
        this Call call, string bucket, string? expectedOwner, CancellationToken cancellationToken, params IEnumerable<ConditionKey> keys)
        => call.TargetOf(await call.BucketAsync(bucket, expectedOwner, cancellationToken), keys);

    /// <summary>Names a bucket that was found.</summary>
    public static Target TargetOf(this Call call, StoredBucket bucket, params IEnumerable<ConditionKey> keys)
        => new(call.BucketArn(bucket.Name))
        {
            Owner = bucket.Account,
            ResourcePolicy = bucket.Policy,
            RestrictsPublicAccess = bucket.PublicAccess is { RestrictPublicBuckets: true },
            Grants = AclPolicy.OfBucket(call, bucket),
            Named = [Named(call, bucket)],
            Context = [.. keys, .. BucketTags(bucket)],
        };

    /// <summary>Names an object that is to be read or changed; whoever may not list the bucket does not learn that it is missing.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="found">The version that is meant; null when there is none.</param>
    /// <param name="keys">The condition keys of the operation.</param>
    public static Target TargetOf(this Call call, StoredBucket bucket, string key, StoredObject? found, params IEnumerable<ConditionKey> keys)
    {
        var target = call.KeyTargetOf(bucket, key, [.. keys, .. ExistingTags(found)]);
        return found is null or { IsDeleteMarker: true }
            ? target with { Grants = AclPolicy.OfMissing(call, bucket, key), Also = [call.TargetOf(bucket) with { Action = "s3:ListBucket", Named = [] }] }
            : target with { Grants = AclPolicy.OfObject(call, bucket, key, found) };
    }

    /// <summary>Leaves an object that another account owns to that account: its bytes and its list are not the bucket owner's to read ("Object ownership").</summary>
    /// <param name="target">The object.</param>
    /// <param name="bucket">Its bucket.</param>
    /// <param name="found">The version that is meant; null when there is none.</param>
    public static Target LeftToOwner(this Target target, StoredBucket bucket, StoredObject? found)
        => found is null or { IsDeleteMarker: true } || bucket.IgnoresAcls || found.Owner == bucket.Account ? target : target with { Owner = found.Owner };

    /// <summary>Names a version of an object, or the latest, whose access control list is meant.</summary>
    /// <inheritdoc cref="VersionTargetAsync"/>
    public static async ValueTask<Target> ListTargetAsync(
        this Call call,
        StoredBucket bucket,
        string key,
        string? versionId,
        string versionAction,
        CancellationToken cancellationToken,
        params IEnumerable<ConditionKey> keys)
    {
        var target = await call.VersionTargetAsync(bucket, key, versionId, versionAction, cancellationToken, keys);
        return target.LeftToOwner(bucket, await call.Transaction.FindAsync(bucket.Name, key, versionId, cancellationToken));
    }

    /// <summary>Names a version of an object, or the latest, for an operation that has an action of its own where a version is named.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="versionId">The version that is named; null for the latest.</param>
    /// <param name="versionAction">The action where a version is named; null when it is the same.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="keys">The condition keys of the operation.</param>
    public static async ValueTask<Target> VersionTargetAsync(
        this Call call,
        StoredBucket bucket,
        string key,
        string? versionId,
        string? versionAction,
        CancellationToken cancellationToken,
        params IEnumerable<ConditionKey> keys)
    {
        var found = await call.Transaction.FindAsync(bucket.Name, key, versionId, cancellationToken);
        return versionId is null
            ? call.TargetOf(bucket, key, found, keys)
            : call.TargetOf(bucket, key, found, [.. keys, new("s3:versionid", versionId)]) with { Action = versionAction };
    }

    /// <summary>Names a key that is to be written, whatever is there.</summary>
    public static Target KeyTargetOf(this Call call, StoredBucket bucket, string key, params IEnumerable<ConditionKey> keys)
        => new(call.ObjectArn(bucket.Name, key))
        {
            Owner = bucket.Account,
            ResourcePolicy = bucket.Policy,
            RestrictsPublicAccess = bucket.PublicAccess is { RestrictPublicBuckets: true },
            Grants = AclPolicy.OfBucket(call, bucket),
            Named = [new(call.ObjectArn(bucket.Name, key), bucket.Account, S3Arns.ObjectType), Named(call, bucket)],
            Context = [.. keys, .. BucketTags(bucket)],
        };

    private static NamedResource Named(Call call, StoredBucket bucket) => new(call.BucketArn(bucket.Name), bucket.Account, S3Arns.BucketType);

    // Tags count only where the bucket says so ("Enabling ABAC in general purpose buckets").
    private static IEnumerable<ConditionKey> BucketTags(StoredBucket bucket)
        => bucket is { HasAbac: true, Tags: { } tags }
            ? tags.SelectMany(static tag => (ConditionKey[])[new($"aws:ResourceTag/{tag.Key}", tag.Value), new($"s3:BucketTag/{tag.Key}", tag.Value)])
            : [];

    private static IEnumerable<ConditionKey> ExistingTags(StoredObject? found)
        => found?.Tags?.Select(static tag => new ConditionKey($"s3:ExistingObjectTag/{tag.Key}", tag.Value)) ?? [];
}
