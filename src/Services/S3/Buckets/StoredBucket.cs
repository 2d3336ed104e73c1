using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Access;
using Holdfast.Store;

namespace Holdfast.Services.S3.Buckets;

/// <summary>A bucket: what every call on it or on its objects asks for. Longer configurations are records of their own.</summary>
internal sealed record StoredBucket : IRecord<StoredBucket>
{
    /// <summary>Finds the buckets of an account.</summary>
    public static readonly RecordIndex<StoredBucket> ByAccount = new("account", static bucket => bucket.Account.Value);

    /// <inheritdoc/>
    public static RecordType<StoredBucket> Type { get; } = new("s3/buckets", S3Json.Default.StoredBucket, ByAccount);

    /// <summary>The name, which no other bucket of any account has.</summary>
    public required string Name { get; init; }

    /// <summary>The account that owns it.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region that it is in.</summary>
    public required string Region { get; init; }

    /// <summary>The old name of its region, when it was made under that name; otherwise null.</summary>
    public string? Constraint { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its versioning (<see cref="BucketVersioningStatus"/>); null while it never had any.</summary>
    public string? Versioning { get; init; }

    /// <summary>Whether a code of the root user's MFA device is needed to delete versions for good and to change the versioning.</summary>
    public bool MfaDelete { get; init; }

    /// <summary>Who owns what others write (<see cref="S3.ObjectOwnership"/>); null once its ownership controls were deleted, which means <c>ObjectWriter</c>.</summary>
    public string? Ownership { get; init; }

    /// <summary>The access control list; null when the owner alone has all.</summary>
    public IReadOnlyList<AclGrant>? Acl { get; init; }

    /// <summary>The bucket policy; null when it has none.</summary>
    public string? Policy { get; init; }

    /// <summary>The public access block; null once it was deleted.</summary>
    public PublicAccess? PublicAccess { get; init; }

    /// <summary>How objects are sealed when their request does not say it.</summary>
    public DefaultEncryption Encryption { get; init; } = new();

    /// <summary>Object Lock; null when the bucket has none.</summary>
    public ObjectLock? Lock { get; init; }

    /// <summary>The tags; null when it has none.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Whether its tags count in policies.</summary>
    public bool HasAbac { get; init; }

    /// <summary>Whether the requester pays.</summary>
    public bool RequesterPays { get; init; }

    /// <summary>Its transfer acceleration (<c>BucketAccelerateStatus</c>); null while it never had any.</summary>
    public string? Acceleration { get; init; }

    /// <summary>The kinds of longer configurations that it has (<see cref="Configurations.ConfigurationKind"/>), so that calls need not look for what is not there.</summary>
    public IReadOnlyList<string>? Configured { get; init; }

    /// <inheritdoc/>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Key => Name;

    /// <summary>Whether new versions leave the older ones in place.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsVersioned => Versioning == BucketVersioningStatus.Enabled;

    /// <summary>Whether access control lists count for nothing.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IgnoresAcls => Ownership == S3.ObjectOwnership.BucketOwnerEnforced;

    /// <summary>Says whether it has a longer configuration of a kind.</summary>
    public bool Has(string kind) => Configured?.Contains(kind, StringComparer.Ordinal) == true;
}

/// <summary>The public access block of a bucket (S3 User Guide, "Blocking public access to your Amazon S3 storage").</summary>
/// <param name="BlockPublicAcls">Refuses new public access control lists.</param>
/// <param name="IgnorePublicAcls">Makes public grants of access control lists count for nothing.</param>
/// <param name="BlockPublicPolicy">Refuses new public policies.</param>
/// <param name="RestrictPublicBuckets">Lets a public policy grant to nobody but services and the owner's account.</param>
internal sealed record PublicAccess(bool BlockPublicAcls, bool IgnorePublicAcls, bool BlockPublicPolicy, bool RestrictPublicBuckets);

/// <summary>How a bucket seals objects when their request does not say it.</summary>
internal sealed record DefaultEncryption
{
    /// <summary>The algorithm (<see cref="ServerSideEncryption"/>).</summary>
    public string Algorithm { get; init; } = ServerSideEncryption.AES256;

    /// <summary>The KMS key; null for the AWS managed key of S3, and where none is used.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>Whether one data key of KMS serves many objects.</summary>
    public bool BucketKey { get; init; }

    /// <summary>The types of encryption that requests may not ask for (<c>EncryptionType</c>).</summary>
    public IReadOnlyList<string>? Blocked { get; init; }
}

/// <summary>The Object Lock of a bucket.</summary>
internal sealed record ObjectLock
{
    /// <summary>The mode of the default retention (<c>ObjectLockRetentionMode</c>); null when there is none.</summary>
    public string? Mode { get; init; }

    /// <summary>The days of the default retention.</summary>
    public int Days { get; init; }

    /// <summary>The years of the default retention.</summary>
    public int Years { get; init; }
}
