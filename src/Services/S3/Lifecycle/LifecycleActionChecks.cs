namespace Holdfast.Services.S3.Lifecycle;

/// <summary>Checks what one lifecycle rule does, and when ("Lifecycle configuration elements").</summary>
internal static class LifecycleActionChecks
{
    private const int InfrequentDaysMin = 30;
    private const int NewerVersionsMax = 100;

    /// <summary>Refuses a rule that does nothing, or does it when it cannot.</summary>
    public static void Check(LifecycleRuleShape rule)
    {
        if (rule is
            {
                Expiration: null,
                Transitions: null or [],
                NoncurrentVersionTransitions: null or [],
                NoncurrentVersionExpiration: null,
                AbortIncompleteMultipartUpload: null,
            })
        {
            throw S3Errors.InvalidRequest("At least one action needs to be specified in a rule");
        }

        CheckExpiration(rule);
        CheckTransitions(rule);
        CheckNoncurrent(rule);
        CheckAbort(rule);
    }

    private static void CheckExpiration(LifecycleRuleShape rule)
    {
        if (rule.Expiration is not { } expiration)
        {
            return;
        }

        if ((expiration.Date is null ? 0 : 1) + (expiration.Days is null ? 0 : 1) + (expiration.ExpiredObjectDeleteMarker is null ? 0 : 1) != 1)
        {
            throw S3Errors.MalformedXml();
        }

        CheckPositive(expiration.Days, "Days", "Expiration");
        CheckMidnight(expiration.Date);
        if (expiration.ExpiredObjectDeleteMarker is not null && HasTags(rule))
        {
            throw S3Errors.InvalidRequest("Tag based filter cannot be used with ExpiredObjectDeleteMarker.");
        }

        if (rule.Transitions?.Max(static transition => transition.Days) is { } last && expiration.Days <= last)
        {
            throw S3Errors.InvalidArgument(
                $"'Days' in the Expiration action for filter '{FilterOf(rule)}' must be greater than 'Days' in the Transition action", "Days", $"{expiration.Days}");
        }
    }

    private static void CheckTransitions(LifecycleRuleShape rule)
    {
        foreach (var transition in rule.Transitions ?? [])
        {
            if (transition is { Date: null, Days: null } or { Date: not null, Days: not null } || !S3Shapes.TransitionStorageClass.Values.Contains(transition.StorageClass ?? ""))
            {
                throw S3Errors.MalformedXml();
            }

            CheckMidnight(transition.Date);
            CheckDays(transition.Days, transition.StorageClass!, "Days", "Transition");
        }

        if (rule.Transitions is { Count: > 1 } several)
        {
            if (several.DistinctBy(static transition => transition.StorageClass, StringComparer.Ordinal).Count() != several.Count)
            {
                throw S3Errors.InvalidRequest($"'StorageClass' must be different for 'Transition' actions in same 'Rule' with filter '{FilterOf(rule)}'");
            }

            if (several.Any(static transition => transition.Date is null) && several.Any(static transition => transition.Days is null))
            {
                throw S3Errors.InvalidRequest($"Found mixed 'Date' and 'Days' based Transition actions in lifecycle rule for filter '{FilterOf(rule)}'");
            }
        }

        if (rule.Transitions is { Count: > 0 } some && rule.Expiration is { } expiration
            && (some.Any(static transition => transition.Date is not null) ? expiration.Days is not null : expiration.Date is not null))
        {
            throw S3Errors.InvalidRequest($"Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule for filter '{FilterOf(rule)}'");
        }
    }

    private static void CheckNoncurrent(LifecycleRuleShape rule)
    {
        foreach (var transition in rule.NoncurrentVersionTransitions ?? [])
        {
            if (transition.NoncurrentDays is null || !S3Shapes.TransitionStorageClass.Values.Contains(transition.StorageClass ?? ""))
            {
                throw S3Errors.MalformedXml();
            }

            CheckDays(transition.NoncurrentDays, transition.StorageClass!, "NoncurrentDays", "NoncurrentVersionTransition");
            CheckNewer(rule, transition.NewerNoncurrentVersions);
        }

        if (rule.NoncurrentVersionExpiration is { } expiration)
        {
            if (expiration.NoncurrentDays is null)
            {
                throw S3Errors.MalformedXml();
            }

            CheckPositive(expiration.NoncurrentDays, "NoncurrentDays", "NoncurrentVersionExpiration");
            CheckNewer(rule, expiration.NewerNoncurrentVersions);
        }
    }

    private static void CheckAbort(LifecycleRuleShape rule)
    {
        if (rule.AbortIncompleteMultipartUpload is not { } abort)
        {
            return;
        }

        if (HasTags(rule))
        {
            throw S3Errors.InvalidRequest("AbortIncompleteMultipartUpload cannot be specified with Tags.");
        }

        if ((rule.Filter?.ObjectSizeGreaterThan ?? rule.Filter?.ObjectSizeLessThan ?? rule.Filter?.And?.ObjectSizeGreaterThan ?? rule.Filter?.And?.ObjectSizeLessThan) is not null)
        {
            throw S3Errors.InvalidRequest("AbortIncompleteMultipartUpload cannot be specified with Object Size.");
        }

        CheckPositive(abort.DaysAfterInitiation ?? 0, "DaysAfterInitiation", "AbortIncompleteMultipartUpload");
    }

    private static void CheckNewer(LifecycleRuleShape rule, int? versions)
    {
        if (versions is < 1 or > NewerVersionsMax)
        {
            throw S3Errors.InvalidArgument($"'NewerNoncurrentVersions' must be between 1 and {NewerVersionsMax}", "NewerNoncurrentVersions", $"{versions}");
        }

        if (versions is not null && rule.Filter is null)
        {
            throw S3Errors.InvalidRequest("NewerNoncurrentVersions can only be specified in a rule with a Filter");
        }
    }

    private static void CheckDays(int? days, string storageClass, string name, string action)
    {
        if (days < 0)
        {
            throw S3Errors.InvalidArgument($"'{name}' in {action} action must be nonnegative", name, $"{days}");
        }

        if (days < InfrequentDaysMin && storageClass is (TransitionStorageClass.StandardIa or TransitionStorageClass.OnezoneIa))
        {
            throw S3Errors.InvalidArgument(
                $"'{name}' in {action} action must be greater than or equal to {InfrequentDaysMin} for storageClass '{storageClass}'", name, $"{days}");
        }
    }

    private static void CheckPositive(int? days, string name, string action)
    {
        if (days <= 0)
        {
            throw S3Errors.InvalidArgument($"'{name}' for {action} action must be a positive integer", name, $"{days}");
        }
    }

    private static void CheckMidnight(DateTimeOffset? date)
    {
        if (date is { } instant && instant.UtcDateTime.TimeOfDay != TimeSpan.Zero)
        {
            throw S3Errors.InvalidArgument("'Date' must be at midnight GMT", "Date", instant.UtcDateTime.ToString("o", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static bool HasTags(LifecycleRuleShape rule) => rule.Filter?.Tag is not null || rule.Filter?.And?.Tags is { Count: > 0 };

    private static string FilterOf(LifecycleRuleShape rule) => $"(prefix={rule.Prefix ?? rule.Filter?.Prefix ?? rule.Filter?.And?.Prefix})";
}
