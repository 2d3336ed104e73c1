using Holdfast.Kernel;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Digests;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Trails;

/// <summary>Changes where and what a trail delivers; members that the request leaves out stay, empty texts take away.</summary>
internal sealed class UpdateTrail(TrailSettings settings, TrailOptions options) : IOperation<UpdateTrailRequest, UpdateTrailResponse>
{
    public ValueTask<Target> TargetAsync(UpdateTrailRequest request, Call call, CancellationToken cancellationToken)
        => call.TrailTargetAsync(request.Name, cancellationToken);

    public async ValueTask<UpdateTrailResponse> ExecuteAsync(UpdateTrailRequest request, Call call, CancellationToken cancellationToken)
    {
        var before = await call.OwnTrailAsync(request.Name, cancellationToken);
        var topic = request.SnsTopicName is null ? (before.TopicName, before.TopicArn) : TrailSettings.TopicOf(call, request.SnsTopicName);
        var after = before with
        {
            Bucket = request.S3BucketName ?? before.Bucket,
            Prefix = Changed(request.S3KeyPrefix, before.Prefix),
            TopicName = topic.Item1,
            TopicArn = topic.Item2,
            IncludesGlobalEvents = request.IncludeGlobalServiceEvents ?? before.IncludesGlobalEvents,
            IsMultiRegion = request.IsMultiRegionTrail ?? before.IsMultiRegion,
            IsOrganization = request.IsOrganizationTrail ?? before.IsOrganization,
            Validates = request.EnableLogFileValidation ?? before.Validates,
            LogGroupArn = Changed(request.CloudWatchLogsLogGroupArn, before.LogGroupArn),
            LogRoleArn = Changed(request.CloudWatchLogsRoleArn, before.LogRoleArn),
        };
        await settings.CheckAsync(call, after, cancellationToken);
        await settings.CheckBucketAsync(call, after, cancellationToken);
        if (request.KmsKeyId is { } keyId)
        {
            after = after with { KmsKeyArn = keyId.Length == 0 ? null : await settings.KeyArnAsync(call, after, keyId, cancellationToken) };
        }

        call.Transaction.Replace(before, after);
        await ChangeLogAsync(call, before, after, cancellationToken);
        return new()
        {
            Name = after.Name,
            S3BucketName = after.Bucket,
            S3KeyPrefix = after.Prefix,
            SnsTopicName = after.TopicName,
            SnsTopicARN = after.TopicArn,
            IncludeGlobalServiceEvents = after.IncludesGlobalEvents,
            IsMultiRegionTrail = after.IsMultiRegion,
            TrailARN = after.Arn,
            LogFileValidationEnabled = after.Validates,
            CloudWatchLogsLogGroupArn = after.LogGroupArn,
            CloudWatchLogsRoleArn = after.LogRoleArn,
            KmsKeyId = after.KmsKeyArn,
            IsOrganizationTrail = after.IsOrganization,
        };
    }

    private static string? Changed(string? asked, string? before) => asked is null ? before : asked.Length == 0 ? null : asked;

    // What was delivered until now gets its digest, and then the chain ends; one that begins later begins anew. Another log group receives what happens from now on.
    private async ValueTask ChangeLogAsync(Call call, Trail before, Trail after, CancellationToken cancellationToken)
    {
        var log = await call.LogOfAsync(after, cancellationToken);
        var changed = log;
        if (before.LogGroupArn != after.LogGroupArn)
        {
            changed = changed with { LogGroupFrom = call.Now, LogGroupError = null };
            foreach (var cursor in await call.Transaction.ListAsync<StreamCursor>(StreamCursor.PrefixOf(StreamCursor.LogGroupOf(after.Key)), cancellationToken))
            {
                call.Transaction.Delete(cursor);
            }
        }

        if (log.IsLogging && before.Validates != after.Validates)
        {
            call.Transaction.Arm(new ArmedTimer(DeliverDigests.TimerKind, after.Key, after.Validates ? call.Now + options.NextDigest : call.Now));
            changed = after.Validates ? changed with { DigestFrom = call.Now } : changed;
        }

        if (changed != log)
        {
            call.Transaction.Replace(log, changed);
        }
    }
}
