using System.Runtime.InteropServices;

namespace Holdfast.Services.S3.Listing;

/// <summary>What a listing goes through, in the order in which S3 lists.</summary>
internal interface IListed
{
    /// <summary>The version that it stands before; null at the end.</summary>
    ListedVersion? Current { get; }

    /// <summary>Steps over the current version.</summary>
    void Step();

    /// <summary>Leaps over all keys that start with a prefix.</summary>
    void LeapOver(string prefix);
}

/// <summary>A version as a listing finds it.</summary>
/// <param name="Object">The version.</param>
/// <param name="IsLatest">Whether it is the latest of its key.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ListedVersion(ListedObject Object, bool IsLatest);
