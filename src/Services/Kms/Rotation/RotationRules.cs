using Holdfast.Services.Kms.Keys;
using Holdfast.Services.Kms.MultiRegion;

namespace Holdfast.Services.Kms.Rotation;

/// <summary>Which keys can be rotated, and how often.</summary>
internal static class RotationRules
{
    /// <summary>The days between rotations when the caller names none.</summary>
    public const int DefaultPeriodInDays = 365;

    /// <summary>Checks that keys of this kind can be rotated.</summary>
    /// <exception cref="UnsupportedOperationException">It is no symmetric encryption key.</exception>
    public static Key Rotatable(this Key key)
        => key.IsSymmetricEncryption
            ? key
            : throw new UnsupportedOperationException($"{key.Arn} key spec is {key.Spec} which is not valid for this operation.");

    /// <summary>Checks that the key can be rotated at fixed times, and that it can be changed now.</summary>
    public static Key RotatableByTime(this Key key) => key.Rotatable().WithOrigin(external: false).NotReplica().Usable();
}
