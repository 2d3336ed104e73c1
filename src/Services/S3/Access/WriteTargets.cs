using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Objects;
using Holdfast.Services.S3.ObjectTags;
using Holdfast.Services.S3.Tags;

namespace Holdfast.Services.S3.Access;

/// <summary>Names an object that is to be made, with what a request says of it: each thing that it asks for beside the bytes has a permission of its own.</summary>
internal static class WriteTargets
{
    private const string PutsList = "s3:PutObjectAcl";

    /// <summary>Names it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="terms">What the request says of the object.</param>
    /// <param name="keys">Further condition keys.</param>
    public static Target WriteTargetOf(this Call call, StoredBucket bucket, string key, ObjectTerms terms, params IEnumerable<ConditionKey> keys)
    {
        var context = Keys(call, terms).Concat(keys).ToList();
        var target = call.KeyTargetOf(bucket, key, context);
        return target with
        {
            Also =
            [
                .. ActionsOf(call, terms).Select(action => target with
                {
                    Action = action,
                    Named = [],
                    Grants = AclPolicy.OfWriter(call, bucket, key),

                    // The list of what is being written is its writer's: a bucket's owner that lets others write may demand one with s3:PutObject alone.
                    Owner = action == PutsList && IsAccounts(call) ? call.Caller.Account : target.Owner,
                }),
            ],
        };
    }

    /// <summary>The condition keys of conditional writes.</summary>
    public static IEnumerable<ConditionKey> Conditions(string? ifMatch, string? ifNoneMatch) => Given(("s3:if-match", ifMatch), ("s3:if-none-match", ifNoneMatch));

    /// <summary>The condition keys of the values that are there.</summary>
    public static IEnumerable<ConditionKey> Given(params IEnumerable<(string Name, string? Value)> values)
        => values.Where(static pair => pair.Value is not null).Select(static pair => new ConditionKey(pair.Name, pair.Value!));

    // The policies that CloudTrail and Config publish for their buckets allow s3:PutObject alone, and demand the owner's full control.
    private static bool IsDelivery(Call call, ObjectTerms terms)
        => call.Caller.Kind == CallerKind.Service && terms.Acl.Canned == ObjectCannedACL.BucketOwnerFullControl;

    private static bool IsAccounts(Call call) => call.Caller.Kind is not (CallerKind.Anonymous or CallerKind.Service);

    private static IEnumerable<string> ActionsOf(Call call, ObjectTerms terms)
    {
        if (!terms.Acl.IsNone && !IsDelivery(call, terms))
        {
            yield return PutsList;
        }

        if (terms.Tagging is not null)
        {
            yield return "s3:PutObjectTagging";
        }

        if (terms.LockMode is not null || terms.LockedUntil is not null)
        {
            yield return "s3:PutObjectRetention";
        }

        if (terms.LegalHold is not null)
        {
            yield return "s3:PutObjectLegalHold";
        }
    }

    private static IEnumerable<ConditionKey> Keys(Call call, ObjectTerms terms)
        => Given(
            ("s3:x-amz-storage-class", terms.StorageClass),
            ("s3:x-amz-website-redirect-location", terms.Headers.WebsiteRedirectLocation),
            ("s3:x-amz-server-side-encryption", terms.Sealing.Algorithm),
            ("s3:x-amz-server-side-encryption-aws-kms-key-id", terms.Sealing.KmsKeyId),
            ("s3:x-amz-server-side-encryption-customer-algorithm", terms.Sealing.CustomerAlgorithm),
            ("s3:object-lock-mode", terms.LockMode),
            ("s3:object-lock-legal-hold", terms.LegalHold),
            ("s3:object-lock-retain-until-date", terms.LockedUntil?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            ("s3:object-lock-remaining-retention-days", RemainingDays(call, terms)))
        .Concat(terms.Acl.Keys())
        .Concat(TagKeys(terms));

    private static string? RemainingDays(Call call, ObjectTerms terms)
        => terms.LockedUntil is { } until ? ((long)Math.Ceiling((until - call.Now).TotalDays)).ToString(CultureInfo.InvariantCulture) : null;

    // Tags that cannot be read are refused after the decision; until then nobody is granted anything for them.
    private static IEnumerable<ConditionKey> TagKeys(ObjectTerms terms)
        => terms.Tagging is { } tagging && TryRead(tagging) is { } tags ? ObjectTagRules.Keys(TagRules.Of(tags)) : [];

    private static IReadOnlyDictionary<string, string>? TryRead(string tagging)
    {
        try
        {
            return TagHeader.Read(tagging);
        }
        catch (ServiceException)
        {
            return null;
        }
    }
}
