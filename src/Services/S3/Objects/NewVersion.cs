using System.Text;
using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Objects;

/// <summary>Makes a version of what a request says, before its bytes are known.</summary>
internal static class NewVersion
{
    private const int KeyBytesMax = 1_024;
    private const int MetadataBytesMax = 2 << 10;

    private static readonly string[] Classes =
    [
        StorageClass.STANDARD, StorageClass.ReducedRedundancy, StorageClass.StandardIa, StorageClass.OnezoneIa,
        StorageClass.IntelligentTiering, StorageClass.GLACIER, StorageClass.DeepArchive, StorageClass.GlacierIr,
    ];

    /// <summary>Makes it.</summary>
    /// <exception cref="ServiceException">Something in the request cannot be.</exception>
    public static StoredObject Of(Call call, StoredBucket bucket, string key, ObjectTerms terms)
    {
        CheckKey(key);
        CheckMetadata(terms.Metadata);
        var (mode, until) = LockTerms.Of(call, bucket, terms);
        var owner = ObjectAcls.OwnerOf(call, bucket, terms.Acl);
        return new()
        {
            Bucket = bucket.Name,
            Key = key,
            VersionId = "",
            Ordinal = 0,
            ModifiedAt = call.Now,
            Owner = owner,
            Acl = terms.Acl.ForObject(bucket, owner),
            StorageClass = ClassOf(terms.StorageClass),
            Headers = terms.Headers,
            Metadata = Lower(terms.Metadata),
            Tags = terms.Tagging is { } tagging ? TagHeader.Read(tagging) : null,
            LockMode = mode,
            LockedUntil = until,
            HasLegalHold = terms.LegalHold == ObjectLockLegalHoldStatus.ON,
            LegalHoldStated = terms.LegalHold is null ? null : true,
        };
    }

    /// <summary>Refuses a key that is too long.</summary>
    public static void CheckKey(string key)
    {
        if (Encoding.UTF8.GetByteCount(key) is var bytes and > KeyBytesMax)
        {
            throw new CommonException("KeyTooLongError", 400, "Your key is too long")
            {
                Details = [new("Size", $"{bytes}"), new("MaxSizeAllowed", $"{KeyBytesMax}")],
            };
        }
    }

    /// <summary>Gives a storage class as versions have it: null for the usual one.</summary>
    public static string? ClassOf(string? asked)
        => asked is null or StorageClass.STANDARD ? null
            : Array.IndexOf(Classes, asked) >= 0 ? asked
            : throw new CommonException("InvalidStorageClass", 400, "The storage class you specified is not valid");

    private static void CheckMetadata(IReadOnlyDictionary<string, string>? metadata)
    {
        var bytes = metadata?.Sum(static pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value)) ?? 0;
        if (bytes > MetadataBytesMax)
        {
            throw new CommonException("MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size")
            {
                Details = [new("Size", $"{bytes}"), new("MaxSizeAllowed", $"{MetadataBytesMax}")],
            };
        }
    }

    private static Dictionary<string, string>? Lower(IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null or { Count: 0 })
        {
            return null;
        }

        var lower = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in metadata)
        {
            lower[name.ToLowerInvariant()] = value;
        }

        return lower;
    }
}
