using Holdfast.Services.S3.Objects;

namespace Holdfast.Services.S3.Lifecycle;

/// <summary>What storage classes are to each other (S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle").</summary>
internal static class StorageClasses
{
    /// <summary>What the classes for rare access do not take below, unless a rule says it of itself: 128 KiB.</summary>
    public const long MinimumSize = 128 << 10;

    /// <summary>How long an object has to be there before it moves to a class for infrequent access.</summary>
    public const int MinimumDays = 30;

    // The waterfall: objects only fall.
    private static readonly string[] Waterfall =
    [
        StorageClass.STANDARD,
        StorageClass.StandardIa,
        StorageClass.IntelligentTiering,
        StorageClass.OnezoneIa,
        StorageClass.GlacierIr,
        StorageClass.GLACIER,
        StorageClass.DeepArchive,
    ];

    /// <summary>The class of a version.</summary>
    public static string Of(StoredObject version) => version.StorageClass ?? StorageClass.STANDARD;

    /// <summary>Says whether the bytes of a class have to be brought back before they can be read.</summary>
    public static bool IsArchive(string? storageClass) => storageClass is StorageClass.GLACIER or StorageClass.DeepArchive;

    /// <summary>Says whether an object can move from a class to another.</summary>
    public static bool CanFall(string from, string to)
        => RankOf(to) > RankOf(from) && !(from == StorageClass.OnezoneIa && to == StorageClass.GlacierIr);

    /// <summary>The place in the waterfall; reduced redundancy counts as the standard.</summary>
    public static int RankOf(string storageClass) => Math.Max(0, Array.IndexOf(Waterfall, storageClass));

    /// <summary>Says whether a class is for infrequent access, which has a minimum of days.</summary>
    public static bool IsInfrequent(string storageClass) => storageClass is StorageClass.StandardIa or StorageClass.OnezoneIa;
}
