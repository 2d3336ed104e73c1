using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Objects;
using Holdfast.Services.S3.Restoring;
using Holdfast.Store;

namespace Holdfast.Services.S3.Lifecycle;

/// <summary>Makes the header <c>x-amz-expiration</c>, which tells when a rule will expire an object.</summary>
internal static class ExpirationHeader
{
    /// <summary>Adds to an answer what only time tells: when the object expires, and what became of its restoration.</summary>
    public static async ValueTask<HeadObjectResponse> WithAgeAsync(
        this Call call, StoredBucket bucket, StoredObject version, HeadObjectResponse answer, CancellationToken cancellationToken)
        => answer with
        {
            Expiration = await OfAsync(call.Transaction, bucket, version, cancellationToken),
            Restore = ArchiveRules.HeaderOf(version, call.Now),
        };

    /// <summary>Makes the header of a version that is being put or read; null when it is not current or no rule is about it.</summary>
    public static async ValueTask<string?> OfAsync(
        IReadTransaction reader, StoredBucket bucket, StoredObject version, CancellationToken cancellationToken)
        => bucket.Has(ConfigurationKind.Lifecycle)
            && version is { SupersededAt: null, IsDeleteMarker: false }
            && await LifecyclePlan.FindAsync(reader, bucket.Name, cancellationToken) is { } plan
            && plan.FindExpiration(version) is { } expiration
                ? string.Create(
                    CultureInfo.InvariantCulture, $"expiry-date=\"{expiration.Due:R}\", rule-id=\"{Uri.EscapeDataString(expiration.Rule.ID ?? "")}\"")
                : null;
}
