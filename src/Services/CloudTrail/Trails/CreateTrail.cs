using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail.Logging;
using Holdfast.Services.CloudTrail.Tags;

namespace Holdfast.Services.CloudTrail.Trails;

/// <summary>Creates a trail, after CloudTrail itself tried whether its bucket and its key let it deliver; it does not log before it is started.</summary>
internal sealed class CreateTrail(TrailSettings settings, TrailOptions options) : IOperation<CreateTrailRequest, CreateTrailResponse>
{
    public ValueTask<Target> TargetAsync(CreateTrailRequest request, Call call, CancellationToken cancellationToken)
        => new(new Target(new Arn(Trail.ArnOf(call.Region, call.Account, request.Name))) { Context = [.. TrailTags.RequestKeys(request.TagsList)] });

    public async ValueTask<CreateTrailResponse> ExecuteAsync(CreateTrailRequest request, Call call, CancellationToken cancellationToken)
    {
        TrailName.Check(request.Name);
        var topic = TrailSettings.TopicOf(call, request.SnsTopicName);
        var trail = new Trail
        {
            Account = call.Account,
            HomeRegion = call.Region.Value,
            Name = request.Name,
            Bucket = request.S3BucketName,
            Prefix = NullWhenEmpty(request.S3KeyPrefix),
            TopicName = topic.Name,
            TopicArn = topic.Arn,
            IncludesGlobalEvents = request.IncludeGlobalServiceEvents ?? true,
            IsMultiRegion = request.IsMultiRegionTrail ?? false,
            IsOrganization = request.IsOrganizationTrail ?? false,
            Validates = request.EnableLogFileValidation ?? false,
            LogGroupArn = NullWhenEmpty(request.CloudWatchLogsLogGroupArn),
            LogRoleArn = NullWhenEmpty(request.CloudWatchLogsRoleArn),
            Tags = TrailTags.Put([], request.TagsList ?? []),
        };
        await settings.CheckAsync(call, trail, cancellationToken);
        await CheckRoomAsync(call, trail, cancellationToken);
        await settings.CheckBucketAsync(call, trail, cancellationToken);
        if (NullWhenEmpty(request.KmsKeyId) is { } keyId)
        {
            trail = trail with { KmsKeyArn = await settings.KeyArnAsync(call, trail, keyId, cancellationToken) };
        }

        call.Transaction.Insert(trail);
        call.Transaction.Insert(new TrailLog { Trail = trail.Key });
        return new()
        {
            Name = trail.Name,
            S3BucketName = trail.Bucket,
            S3KeyPrefix = trail.Prefix,
            SnsTopicName = trail.TopicName,
            SnsTopicARN = trail.TopicArn,
            IncludeGlobalServiceEvents = trail.IncludesGlobalEvents,
            IsMultiRegionTrail = trail.IsMultiRegion,
            TrailARN = trail.Arn,
            LogFileValidationEnabled = trail.Validates,
            CloudWatchLogsLogGroupArn = trail.LogGroupArn,
            CloudWatchLogsRoleArn = trail.LogRoleArn,
            KmsKeyId = trail.KmsKeyArn,
            IsOrganizationTrail = trail.IsOrganization,
        };
    }

    // A trail of all regions counts in each of them.
    private async ValueTask CheckRoomAsync(Call call, Trail trail, CancellationToken cancellationToken)
    {
        var all = await call.TrailsAsync(cancellationToken);
        if (all.Any(other => other.Name == trail.Name && other.IsSeenIn(call.Region)))
        {
            throw new TrailAlreadyExistsException($"Trail {trail.Name} already exists for customer: {call.Account}");
        }

        foreach (var region in options.RegionsOf(trail))
        {
            if (all.Count(other => other.IsSeenIn(region)) >= Trail.QuotaPerRegion)
            {
                throw new MaximumNumberOfTrailsExceededException($"User: {call.Account} already has {Trail.QuotaPerRegion} trails in {region}.");
            }
        }
    }

    private static string? NullWhenEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
