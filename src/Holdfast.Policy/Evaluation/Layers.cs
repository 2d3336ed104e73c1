namespace Holdfast.Policy.Evaluation;

/// <summary>
/// Bits for the layers whose policies allow or not, whoever is named: a request collects those that allow.
/// </summary>
internal static class Layers
{
    public const ulong Identity = 1;
    public const ulong Boundary = 1 << 1;
    public const ulong Session = 1 << 2;

    /// <summary>All levels of service control policies together.</summary>
    public const ulong ServiceControl = ((1ul << LevelLimit) - 1) << FirstLevel;

    /// <summary>
    /// The levels that fit into an index of several policies; an organization nests seven deep, its root, five units
    /// and the account.
    /// </summary>
    public const int LevelLimit = 32;

    private const int FirstLevel = 8;

    public static ulong ServiceControlLevel(int level) => 1ul << (FirstLevel + level);

    /// <summary>The layer of a bit, and the level where it is one of an organization's.</summary>
    public static (PolicyLayer Layer, int Level) Of(ulong bit) => bit switch
    {
        Identity => (PolicyLayer.Identity, -1),
        Boundary => (PolicyLayer.Boundary, -1),
        Session => (PolicyLayer.Session, -1),
        _ => (PolicyLayer.ServiceControl, System.Numerics.BitOperations.TrailingZeroCount(bit) - FirstLevel),
    };
}
