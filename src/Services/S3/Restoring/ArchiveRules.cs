using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Restoring;

/// <summary>What is special about archived objects.</summary>
internal static class ArchiveRules
{
    /// <summary>How long a move rests when KMS refused to open the body: the key may be enabled again.</summary>
    public static readonly TimeSpan RefusedPause = TimeSpan.FromHours(6);

    /// <summary>Refuses to read an archived object that was not restored.</summary>
    /// <exception cref="InvalidObjectStateException">It is archived.</exception>
    public static void CheckReadable(StoredObject version, DateTimeOffset now)
    {
        if (StorageClasses.IsArchive(version.StorageClass) && !IsRestored(version, now))
        {
            throw new InvalidObjectStateException("The operation is not valid for the object's storage class") { StorageClass = version.StorageClass };
        }
    }

    /// <summary>Says whether a copy of an archived object can be read.</summary>
    public static bool IsRestored(StoredObject version, DateTimeOffset now) => version.RestoredUntil > now;

    /// <summary>The header <c>x-amz-restore</c> of an object; null when it was never restored or its copy is gone.</summary>
    public static string? HeaderOf(StoredObject version, DateTimeOffset now)
        => version.RestoreDue is not null ? "ongoing-request=\"true\""
            : IsRestored(version, now)
                ? string.Create(CultureInfo.InvariantCulture, $"ongoing-request=\"false\", expiry-date=\"{version.RestoredUntil:R}\"")
                : null;

    /// <summary>Has the bytes of a version brought to the archive, when its storage class is one of those that are kept there and they are not there yet.</summary>
    public static void ArchiveSoon(this Call call, StoredObject version)
    {
        if (StorageClasses.IsArchive(version.StorageClass) && version is { Body.IsCold: false } or { PartCount: > 0 })
        {
            call.Transaction.Arm(new(ArchiveBody.TimerKind, VersionName.Of(version), call.Now));
        }
    }
}
