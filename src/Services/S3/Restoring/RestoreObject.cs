using Holdfast.Kernel;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Notifications;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Restoring;

/// <summary>Has a copy of an archived object brought back for some days, or keeps the copy that is there for longer.</summary>
internal sealed class RestoreObject : IOperation<RestoreObjectRequest, RestoreObjectResponse>
{
    private const int Accepted = 202;
    private const int Done = 200;

    public async ValueTask<Target> TargetAsync(RestoreObjectRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var found = await call.Transaction.FindAsync(bucket.Name, request.Key, request.VersionId, cancellationToken);
        return call.TargetOf(bucket, request.Key, found);
    }

    public async ValueTask<RestoreObjectResponse> ExecuteAsync(RestoreObjectRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        var found = await call.Transaction.FindAsync(bucket.Name, request.Key, request.VersionId, cancellationToken)
            ?? throw (request.VersionId is { } version ? S3Errors.NoSuchVersion(request.Key, version) : S3Errors.NoSuchKey(request.Key));
        if (found.IsDeleteMarker)
        {
            throw new CommonException("MethodNotAllowed", 405, "The specified method is not allowed against this resource.")
            {
                Details = [new("Method", "POST"), new("ResourceType", "DeleteMarker")],
                Headers = [new("x-amz-delete-marker", "true"), new("Allow", "DELETE")],
            };
        }

        var order = RestoreOrder.Of(request.RestoreRequest, found);
        if (ArchiveRules.IsRestored(found, call.Now))
        {
            await ExtendAsync(call, found, order, cancellationToken);
            return new() { Status = Done };
        }

        var ordered = found with { RestoreDue = DueOf(call, found, order), RestoreDays = order.Days, RestoreTier = order.Tier };
        await call.ReplaceAsync(found, ordered, cancellationToken);
        call.Transaction.Arm(new(CompleteRestore.TimerKind, VersionName.Of(found), ordered.RestoreDue.Value));
        if (found.RestoreDue is null)
        {
            call.Raise(bucket, EventNames.RestorePost, ordered, ordered.StorageClass);
        }

        return new() { Status = Accepted };
    }

    // "Amazon S3 only charges … and updates the restoration period relative to the current time" (S3 API Reference, "RestoreObject").
    private static async ValueTask ExtendAsync(Call call, StoredObject found, RestoreOrder order, CancellationToken cancellationToken)
    {
        var until = LifecycleDays.After(call.Now, order.Days);
        await call.ReplaceAsync(found, found with { RestoredUntil = until }, cancellationToken);
        call.Transaction.Arm(new(ExpireRestored.TimerKind, VersionName.Of(found), until));
    }

    // A restoration under way is made faster by another request for the same days at a faster tier, and by nothing else.
    private static DateTimeOffset DueOf(Call call, StoredObject found, RestoreOrder order)
    {
        var due = call.Now + order.Wait;
        if (found.RestoreDue is { } present
            && (order.Days != found.RestoreDays || RestoreOrder.WaitOf(found.StorageClass, order.Tier) >= RestoreOrder.WaitOf(found.StorageClass, found.RestoreTier) || due >= present))
        {
            throw new CommonException("RestoreAlreadyInProgress", 409, "Object restore is already in progress");
        }

        return due;
    }
}
