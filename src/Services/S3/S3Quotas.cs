namespace Holdfast.Services.S3;

/// <summary>The quotas of S3 that an account may have raised.</summary>
public sealed record S3Quotas
{
    /// <summary>The general purpose buckets of an account: 10,000 (AWS General Reference, "Amazon S3 endpoints and quotas").</summary>
    public int BucketsPerAccount { get; init; } = 10_000;
}
