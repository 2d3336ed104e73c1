namespace Holdfast.Services.S3;

/// <summary>The quotas of S3 that an account may have raised, and how its buckets begin.</summary>
public sealed record S3Quotas
{
    /// <summary>The general purpose buckets of an account: 10,000 (AWS General Reference, "Amazon S3 endpoints and quotas").</summary>
    public int BucketsPerAccount { get; init; } = 10_000;

    /// <summary>Whether a new bucket begins as before April 2023, with access control lists and without a block of public access (S3 User Guide, "Default settings for new S3 buckets FAQ").</summary>
    public bool HasOpenBuckets { get; init; }
}
