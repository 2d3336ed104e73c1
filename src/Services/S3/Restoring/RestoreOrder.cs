using Holdfast.Kernel;
using Holdfast.Services.S3.Lifecycle;
using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Restoring;

/// <summary>What a request to restore an object asks for.</summary>
/// <param name="Days">The days that the copy is to stay.</param>
/// <param name="Tier">The tier (<see cref="S3.Tier"/>).</param>
/// <param name="Wait">How long it takes.</param>
internal sealed record RestoreOrder(int Days, string Tier, TimeSpan Wait)
{
    /// <summary>Reads the order for an object.</summary>
    /// <exception cref="ServiceException">It makes no sense, or not for the object's storage class.</exception>
    public static RestoreOrder Of(RestoreRequestShape? request, StoredObject version)
    {
        if (request is null)
        {
            throw new CommonException("MissingRequestBodyError", 400, "Request Body is empty");
        }

        if (request.Type is not null || request.SelectParameters is not null || request.OutputLocation is not null)
        {
            throw new CommonException("NotImplemented", 501, "A header or query you provided requested a function that is not implemented.");
        }

        var storageClass = StorageClasses.Of(version);
        if (storageClass == StorageClass.IntelligentTiering)
        {
            throw new ObjectAlreadyInActiveTierErrorException("This action is not allowed against this storage tier.");
        }

        if (!StorageClasses.IsArchive(storageClass))
        {
            throw new InvalidObjectStateException("Restore is not allowed for the object's current storage class") { StorageClass = storageClass };
        }

        var days = request.Days ?? throw S3Errors.MalformedXml();
        if (days < 1)
        {
            throw S3Errors.InvalidArgument("restoration days should be at least 1", "Days", $"{days}");
        }

        var tier = request.GlacierJobParameters?.Tier ?? request.Tier ?? S3.Tier.Standard;
        return WaitOf(storageClass, tier) is { } wait
            ? new(days, tier, wait)
            : throw S3Errors.InvalidArgument("Retrieval option is not supported by this storage class", "Tier", tier);
    }

    /// <summary>How long a restoration takes, which is the most that S3 promises (S3 User Guide, "Understanding archive retrieval options"); null where a class has no such tier.</summary>
    public static TimeSpan? WaitOf(string? storageClass, string? tier) => (storageClass, tier) switch
    {
        (StorageClass.GLACIER, S3.Tier.Expedited) => TimeSpan.FromMinutes(5),
        (StorageClass.GLACIER, S3.Tier.Standard) => TimeSpan.FromHours(5),
        (StorageClass.GLACIER, S3.Tier.Bulk) => TimeSpan.FromHours(12),
        (StorageClass.DeepArchive, S3.Tier.Standard) => TimeSpan.FromHours(12),
        (StorageClass.DeepArchive, S3.Tier.Bulk) => TimeSpan.FromHours(48),
        _ => null,
    };
}
