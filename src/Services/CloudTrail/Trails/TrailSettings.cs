using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Kernel.Ports;
using Holdfast.Services.CloudTrail.Delivery;

namespace Holdfast.Services.CloudTrail.Trails;

/// <summary>Checks what a trail is set to, when it is made and when it is changed: its bucket lets CloudTrail in, its key too, and its names can be names.</summary>
/// <param name="objects">Writes into buckets.</param>
/// <param name="keys">Uses keys.</param>
/// <param name="roles">Knows the role of a log group.</param>
/// <param name="organizations">Knows which organization an account is in.</param>
internal sealed class TrailSettings(IObjectWriter objects, IKeyUser keys, IRoleDirectory roles, IOrganizationDirectory organizations)
{
    private const int PrefixLengthMax = 200;
    private const int BucketLengthMin = 3;
    private const int BucketLengthMax = 63;
    private const int TopicLengthMax = 256;

    /// <summary>Checks a trail as it is to be, before anything of it is kept.</summary>
    public async ValueTask CheckAsync(Call call, Trail trail, CancellationToken cancellationToken)
    {
        if (trail is { IsMultiRegion: true, IncludesGlobalEvents: false })
        {
            throw new InvalidParameterCombinationException("Multi-Region trail must include global service events.");
        }

        if (trail.Prefix is { Length: > PrefixLengthMax })
        {
            throw new InvalidS3PrefixException($"S3 key prefix too long. Maximum allowed length: {PrefixLengthMax} characters. Specified length: {trail.Prefix.Length} characters.");
        }

        if (trail.Bucket.Length is < BucketLengthMin or > BucketLengthMax)
        {
            throw new InvalidS3BucketNameException(
                $"Bucket name length should be between {BucketLengthMin} and {BucketLengthMax} characters. Specified length: {trail.Bucket.Length} characters.");
        }

        if (trail.IsOrganization)
        {
            await CheckOrganizationAsync(call, cancellationToken);
        }

        await CheckLogsAsync(call, trail, cancellationToken);
    }

    /// <summary>Asks the bucket, as CloudTrail, for its access control list and writes the empty objects under which the files will stand.</summary>
    /// <exception cref="S3BucketDoesNotExistException">There is no such bucket.</exception>
    /// <exception cref="InsufficientS3BucketPolicyException">Its policy does not let CloudTrail do either.</exception>
    public async ValueTask CheckBucketAsync(Call call, Trail trail, CancellationToken cancellationToken)
    {
        var service = TrailCall.Of(trail, call);
        try
        {
            await objects.FindOwnerAsync(service, trail.Bucket, cancellationToken);
            foreach (var folder in trail.Validates ? new[] { LogFileName.LogFolder, LogFileName.DigestFolder } : [LogFileName.LogFolder])
            {
                var test = new ObjectToWrite(trail.Bucket, LogFileName.FolderOf(trail, folder), ReadOnlyMemory<byte>.Empty) { CannedAcl = TrailCall.CannedAcl };
                await objects.WriteAsync(service, test, cancellationToken);
            }
        }
        catch (ServiceException refusal) when (refusal.Code == "NoSuchBucket")
        {
            throw new S3BucketDoesNotExistException($"S3 bucket {trail.Bucket} does not exist!");
        }
        catch (ServiceException)
        {
            throw new InsufficientS3BucketPolicyException($"Incorrect S3 bucket policy is detected for bucket: {trail.Bucket}");
        }
    }

    /// <summary>Uses a key as the delivery will, and gives its ARN.</summary>
    /// <param name="call">The call.</param>
    /// <param name="trail">The trail.</param>
    /// <param name="keyId">The key, as the request names it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async ValueTask<string> KeyArnAsync(Call call, Trail trail, string keyId, CancellationToken cancellationToken)
    {
        try
        {
            await keys.CheckAsync(call, keyId, cancellationToken);
            var key = await keys.NewDataKeyAsync(TrailCall.Of(trail, call), new(TrailCall.Service, keyId, TrailCall.ContextOf(trail)), cancellationToken);
            return key.KeyArn;
        }
        catch (ServiceException refusal)
        {
            throw refusal.Code switch
            {
                "NotFoundException" => new KmsKeyNotFoundException($"KMS key {keyId} does not exist."),
                "InvalidArnException" or "ValidationException" => new InvalidKmsKeyIdException($"KMS key id {keyId} is not valid."),
                "AccessDeniedException" => new InsufficientEncryptionPolicyException($"Insufficient permissions to access S3 bucket {trail.Bucket} or KMS key {keyId}."),
                // Of keys that are disabled or about to be deleted, too: the model says of KmsKeyDisabledException that it is no longer in use.
                _ => new KmsException(refusal.Message),
            };
        }
    }

    /// <summary>The name and the ARN of a topic that a request names by either.</summary>
    /// <exception cref="InvalidSnsTopicNameException">It is neither.</exception>
    public static (string? Name, string? Arn) TopicOf(Call call, string? topic)
    {
        if (string.IsNullOrEmpty(topic))
        {
            return (null, null);
        }

        var name = topic[(topic.LastIndexOf(':') + 1)..];
        var isArn = TrailName.IsArn(topic) && topic.Split(':') is { Length: 6 } parts && parts[2] == "sns";
        var isName = name.Length is > 0 and <= TopicLengthMax && name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
        return isName && (isArn || name == topic)
            ? (topic, isArn ? topic : $"arn:{call.Partition.Name}:sns:{call.Region}:{call.Account}:{name}")
            : throw new InvalidSnsTopicNameException(
                $"SNS topic name {topic} is not valid. It must be 1 to {TopicLengthMax} letters, digits, hyphens and underscores, or the ARN of a topic.");
    }

    private async ValueTask CheckOrganizationAsync(Call call, CancellationToken cancellationToken)
    {
        var organization = await organizations.FindAsync(call.Transaction, call.Account, cancellationToken)
            ?? throw new OrganizationsNotInUseException("Your account is not a member of an organization.");
        if (organization.ManagementAccount != call.Account)
        {
            throw new NotOrganizationMasterAccountException("The AWS account making the request is not the management account for the organization.");
        }

        if (!organization.HasAllFeatures)
        {
            throw new OrganizationNotInAllFeaturesModeException("The organization must have all features enabled.");
        }
    }

    private async ValueTask CheckLogsAsync(Call call, Trail trail, CancellationToken cancellationToken)
    {
        if (trail is { LogGroupArn: null, LogRoleArn: null })
        {
            return;
        }

        if (trail.LogGroupArn is null)
        {
            throw new InvalidCloudWatchLogsLogGroupArnException("You must specify a log group as well as a role ARN.");
        }

        if (trail.LogRoleArn is null)
        {
            throw new InvalidCloudWatchLogsRoleArnException("You must specify a role ARN as well as a log group.");
        }

        if (!Arn.TryParse(trail.LogGroupArn, null, out var group) || !group.Value.Contains(":logs:", StringComparison.Ordinal) || !group.Resource.StartsWith("log-group:", StringComparison.Ordinal))
        {
            throw new InvalidCloudWatchLogsLogGroupArnException("CloudTrail cannot validate the specified log group ARN.");
        }

        if (await roles.FindRoleAsync(call.Transaction, trail.LogRoleArn, cancellationToken) is null)
        {
            throw new InvalidCloudWatchLogsRoleArnException("Access denied. Check the trust relationships for your role.");
        }
    }
}
