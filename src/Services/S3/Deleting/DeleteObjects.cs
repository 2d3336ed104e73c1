using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Protocols.Models;
using Holdfast.Services.S3.Access;
using Holdfast.Services.S3.Buckets;

namespace Holdfast.Services.S3.Deleting;

/// <summary>Deletes many objects. Each is judged and deleted by itself; what is refused is told in the result and keeps nothing else from being deleted.</summary>
internal sealed class DeleteObjects(IPermissions permissions, IMfaDevices devices) : IOperation<DeleteObjectsRequest, DeleteObjectsResponse>
{
    private const int KeysMax = 1_000;

    private static readonly OperationModel Each = new S3Service().Model.FindOperation(nameof(DeleteObject))!;

    // No permission is needed to ask; each key needs its own, and those are asked below.
    public async ValueTask<Target> TargetAsync(DeleteObjectsRequest request, Call call, CancellationToken cancellationToken)
        => Target.NoPermissionNeeded with
        {
            Named = (await call.BucketTargetAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken)).Named,
        };

    public async ValueTask<DeleteObjectsResponse> ExecuteAsync(DeleteObjectsRequest request, Call call, CancellationToken cancellationToken)
    {
        var bucket = await call.BucketAsync(request.Bucket, request.ExpectedBucketOwner, cancellationToken);
        if (request.Delete.Objects.Count is 0 or > KeysMax || request.Delete.Objects.Any(static named => named.Key.Length == 0))
        {
            throw S3Errors.MalformedXml();
        }

        // One code serves all of a request; a wrong one fails the request whether it is needed or not.
        if (bucket.MfaDelete && (request.MFA is not null || request.Delete.Objects.Any(static named => named.VersionId is { Length: > 0 })))
        {
            await MfaCode.DemandAsync(call, bucket, devices, request.MFA, cancellationToken);
        }

        var deleted = new List<DeletedObjectShape>();
        var errors = new List<ErrorShape>();
        foreach (var named in request.Delete.Objects)
        {
            var deletion = DeletionOf(named, request);
            try
            {
                deleted.Add(ShapeOf(deletion, await DeleteAsync(call, bucket, deletion, cancellationToken)));
            }
            catch (ServiceException error)
            {
                errors.Add(new() { Key = deletion.Key, VersionId = deletion.VersionId, Code = error.Code, Message = error.Message });
            }
        }

        return new() { Deleted = request.Delete.Quiet == true ? null : deleted, Errors = errors };
    }

    private ValueTask<Deleted> DeleteAsync(Call call, StoredBucket bucket, Deletion deletion, CancellationToken cancellationToken)
        => permissions.FindRefusal(Each, deletion.TargetOf(call, bucket), call) is { } refusal
            // Reasons are given within the account alone.
            ? throw (call.Caller.Account == bucket.Account && call.Caller.Kind != CallerKind.Anonymous ? new CommonException("AccessDenied", 403, refusal) : S3Errors.AccessDenied())
            : deletion.RunAsync(call, permissions, bucket, cancellationToken);

    private static Deletion DeletionOf(ObjectIdentifierShape named, DeleteObjectsRequest request)
        => new(named.Key, named.VersionId is { Length: > 0 } version ? version : null)
        {
            ETag = named.ETag,
            ModifiedAt = named.LastModifiedTime,
            Size = named.Size,
            BypassesGovernance = request.BypassGovernanceRetention == true,
        };

    private static DeletedObjectShape ShapeOf(Deletion deletion, Deleted deleted) => new()
    {
        Key = deletion.Key,
        VersionId = deletion.VersionId,
        DeleteMarker = deleted.IsMarker ? true : null,
        DeleteMarkerVersionId = deleted.IsMarker ? deleted.VersionId : null,
    };
}
