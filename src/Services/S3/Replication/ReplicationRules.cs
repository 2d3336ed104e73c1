using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Replication;

/// <summary>Checks replication rules ("PutBucketReplication"; S3 User Guide, "Replication configuration file elements").</summary>
internal static class ReplicationRules
{
    private const int QuotaPerBucket = 1_000;
    private const int IdLengthMax = 255;
    private const string Schema = "for this version of Cross Region Replication configuration schema. Please refer to S3 Developer Guide for more information.";

    /// <summary>Gives the configuration with an id for each rule.</summary>
    /// <exception cref="ServiceException">It says what cannot be, or a bucket of it keeps no versions.</exception>
    public static async ValueTask<ReplicationConfigurationShape> ReadAsync(
        Call call, StoredBucket bucket, ReplicationConfigurationShape configuration, CancellationToken cancellationToken)
    {
        if (!bucket.IsVersioned)
        {
            throw S3Errors.InvalidRequest("Versioning must be 'Enabled' on the bucket to apply a replication configuration");
        }

        if (configuration.Rules is not { Count: > 0 and <= QuotaPerBucket } rules)
        {
            throw S3Errors.MalformedXml();
        }

        if (!Arn.TryParse(configuration.Role, provider: null, out var role) || !role.Value.Contains(":iam::", StringComparison.Ordinal) || !role.Resource.StartsWith("role/", StringComparison.Ordinal))
        {
            throw S3Errors.InvalidArgument("Invalid role ARN", "Role", configuration.Role);
        }

        CheckTogether(rules);
        foreach (var rule in rules)
        {
            Check(rule);
            await CheckDestinationAsync(call, bucket, rule.Destination, cancellationToken);
        }

        return configuration with { Rules = [.. rules.Select(rule => rule.ID is { Length: > 0 } ? rule : rule with { ID = call.Ids.NewGuid().ToString() })] };
    }

    private static void CheckTogether(IReadOnlyList<ReplicationRuleShape> rules)
    {
        if (rules.Where(static rule => rule.ID is { Length: > 0 }).GroupBy(static rule => rule.ID, StringComparer.Ordinal).Any(static group => group.Skip(1).Any()))
        {
            throw S3Errors.InvalidArgument("Rule Id must be unique", "ID", "");
        }

        if (rules.Where(static rule => rule.Priority is not null).GroupBy(static rule => rule.Priority).FirstOrDefault(static group => group.Skip(1).Any()) is { } twice)
        {
            throw S3Errors.InvalidRequest($"Found duplicate priority {twice.Key!.Value.ToString(CultureInfo.InvariantCulture)} in rules.");
        }
    }

    private static void Check(ReplicationRuleShape rule)
    {
        if (rule.Status is not (ReplicationRuleStatus.Enabled or ReplicationRuleStatus.Disabled)
            || rule.ID?.Length > IdLengthMax
            || rule is { Prefix: not null, Filter: not null } or { Prefix: null, Filter: null })
        {
            throw S3Errors.MalformedXml();
        }

        if (rule.Filter is not { } filter)
        {
            return;
        }

        if (rule.Priority is null)
        {
            throw S3Errors.InvalidRequest($"Priority must be specified {Schema}");
        }

        if (rule.DeleteMarkerReplication is not { } markers)
        {
            throw S3Errors.InvalidRequest($"DeleteMarkerReplication must be specified {Schema}");
        }

        if (markers.Status == DeleteMarkerReplicationStatus.Enabled && (filter.Tag is not null || filter.And?.Tags is { Count: > 0 }))
        {
            throw S3Errors.InvalidRequest("Delete marker replication is not supported if any Tag filter is specified. Please refer to S3 Developer Guide for more information.");
        }
    }

    private static async ValueTask CheckDestinationAsync(Call call, StoredBucket bucket, DestinationShape destination, CancellationToken cancellationToken)
    {
        if (!Arn.TryParse(destination.Bucket, provider: null, out var arn) || !arn.Value.Contains(":s3:::", StringComparison.Ordinal))
        {
            throw S3Errors.InvalidArgument("Invalid bucket ARN", "Bucket", destination.Bucket);
        }

        if (destination.AccessControlTranslation is not null && destination.Account is null)
        {
            throw S3Errors.InvalidRequest("Account must be specified when AccessControlTranslation is specified");
        }

        if (arn.Resource == bucket.Name)
        {
            throw S3Errors.InvalidRequest("Destination bucket cannot be the same as the source bucket.");
        }

        var found = await call.Transaction.FindAsync<StoredBucket>(arn.Resource, cancellationToken) ?? throw S3Errors.InvalidRequest("Destination bucket must exist.");
        if (!found.IsVersioned)
        {
            throw S3Errors.InvalidRequest("Destination bucket must have versioning enabled.");
        }
    }
}
