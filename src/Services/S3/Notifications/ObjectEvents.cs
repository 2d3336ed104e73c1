using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Services.S3.Buckets;
using Holdfast.Services.S3.Configurations;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Notifications;

/// <summary>Raises the events of objects, in the transaction that makes them true.</summary>
/// <remarks>Nothing is written for a bucket without notifications; for others a record and a timer are, and all else is done after the commit.</remarks>
internal static class ObjectEvents
{
    // The MD5 of nothing, which is what delete markers show.
    private const string EmptyETag = "d41d8cd98f00b204e9800998ecf8427e";

    /// <summary>Raises an event.</summary>
    /// <param name="call">The call that causes it.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="name">The name (<see cref="EventNames"/>), such as <c>ObjectCreated:Put</c>.</param>
    /// <param name="subject">The version that it is about, as it is now; as it was, when it is gone.</param>
    /// <param name="storageClass">The storage class that the object was moved to or restored from; null for other events.</param>
    public static void Raise(this Call call, StoredBucket bucket, string name, StoredObject subject, string? storageClass = null)
    {
        if (!bucket.Has(ConfigurationKind.Notification))
        {
            return;
        }

        var raised = Make(call, bucket, name, subject, storageClass);
        call.Transaction.Insert(raised);
        call.Transaction.Arm(new(RouteEvent.TimerKind, raised.Id, call.Now));
    }

    private static RaisedEvent Make(Call call, StoredBucket bucket, string name, StoredObject subject, string? storageClass)
    {
        // A permanent deletion tells neither size nor entity tag.
        var isGone = name is EventNames.RemovedDelete or EventNames.ExpirationDelete;
        var isOrdered = isGone || name is EventNames.RemovedMarker or EventNames.ExpirationMarker || name.StartsWith("ObjectCreated:", StringComparison.Ordinal);
        return new()
        {
            Id = call.Ids.NewGuid().ToString(),
            Name = name,
            At = call.Now,
            Bucket = bucket.Name,
            Region = bucket.Region,
            BucketOwner = bucket.Account,
            ObjectKey = subject.Key,
            VersionId = bucket.Versioning is null ? null : subject.VersionId,
            Size = isGone || subject.IsDeleteMarker ? null : subject.Size,
            ETag = isGone ? null : subject.IsDeleteMarker ? EmptyETag : subject.ETag,
            Sequencer = isOrdered ? SequencerOf(call, subject, isGone) : null,
            PrincipalId = PrincipalOf(call.Caller),
            Requester = call.Caller.ServicePrincipal ?? call.Caller.Account.Value,
            SourceIp = call.Request.SourceIp,
            RequestId = call.RequestId,
            StorageClass = storageClass,
            RestoredUntil = subject.RestoredUntil,
        };
    }

    // Versions of a key have growing ordinals, and what is deleted was there before.
    private static string SequencerOf(Call call, StoredObject subject, bool isGone)
        => (isGone ? Math.Max(call.Now.UtcTicks, subject.Ordinal + 1) : subject.Ordinal).ToString("X18", CultureInfo.InvariantCulture);

    private static string PrincipalOf(Caller caller) => caller.Kind switch
    {
        CallerKind.Service => caller.ServicePrincipal!,
        CallerKind.Anonymous => "Anonymous",
        CallerKind.Root => CustomerId.Of(caller.Account),
        _ => $"AWS:{caller.PrincipalId}",
    };
}
