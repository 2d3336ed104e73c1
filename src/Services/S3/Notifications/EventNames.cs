namespace Holdfast.Services.S3.Notifications;

/// <summary>The names of events, as records have them: without the <c>s3:</c> that configurations put before them (S3 User Guide, "Supported event types for SQS, SNS, and Lambda").</summary>
internal static class EventNames
{
    /// <summary>An object was put.</summary>
    public const string CreatedPut = "ObjectCreated:Put";

    /// <summary>An object was uploaded by a form.</summary>
    public const string CreatedPost = "ObjectCreated:Post";

    /// <summary>An object was copied.</summary>
    public const string CreatedCopy = "ObjectCreated:Copy";

    /// <summary>A multipart upload was completed.</summary>
    public const string CreatedMultipart = "ObjectCreated:CompleteMultipartUpload";

    /// <summary>An object or a version was deleted for good.</summary>
    public const string RemovedDelete = "ObjectRemoved:Delete";

    /// <summary>A delete marker was made.</summary>
    public const string RemovedMarker = "ObjectRemoved:DeleteMarkerCreated";

    /// <summary>A restoration began.</summary>
    public const string RestorePost = "ObjectRestore:Post";

    /// <summary>A restored copy is there.</summary>
    public const string RestoreCompleted = "ObjectRestore:Completed";

    /// <summary>A restored copy went.</summary>
    public const string RestoreDelete = "ObjectRestore:Delete";

    /// <summary>Tags were set.</summary>
    public const string TaggingPut = "ObjectTagging:Put";

    /// <summary>Tags were removed.</summary>
    public const string TaggingDelete = "ObjectTagging:Delete";

    /// <summary>An access control list was set.</summary>
    public const string AclPut = "ObjectAcl:Put";

    /// <summary>The lifecycle deleted an object or a version for good.</summary>
    public const string ExpirationDelete = "LifecycleExpiration:Delete";

    /// <summary>The lifecycle made a delete marker.</summary>
    public const string ExpirationMarker = "LifecycleExpiration:DeleteMarkerCreated";

    /// <summary>The lifecycle moved an object to another storage class.</summary>
    public const string Transition = "LifecycleTransition";

    /// <summary>S3 Intelligent-Tiering moved an object to one of its archive tiers.</summary>
    public const string IntelligentTiering = "IntelligentTiering";
}
