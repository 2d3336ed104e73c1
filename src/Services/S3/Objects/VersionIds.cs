using Holdfast.Kernel.Ids;

namespace Holdfast.Services.S3.Objects;

/// <summary>The ids of versions: their ordinal, so that a listing goes on after a version that has been deleted meanwhile, and enough chance that nobody guesses one.</summary>
internal static class VersionIds
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._";
    private const int Length = 32;
    private const int OrdinalLength = 11;
    private const int BitsPerLetter = 6;
    private const int LetterMask = (1 << BitsPerLetter) - 1;

    /// <summary>Makes an id.</summary>
    public static string Make(IdSource ids, long ordinal)
    {
        Span<byte> bytes = stackalloc byte[Length];
        ids.Fill(bytes);
        Span<char> letters = stackalloc char[Length];
        for (var i = Length - 1; i >= OrdinalLength; i--)
        {
            letters[i] = Letters[bytes[i] & LetterMask];
        }

        for (var i = OrdinalLength - 1; i >= 0; i--)
        {
            letters[i] = Letters[(int)(ordinal & LetterMask)];
            ordinal >>= BitsPerLetter;
        }

        return new string(letters);
    }

    /// <summary>Says whether a text may be the id of a version.</summary>
    public static bool IsValid(string id) => id == StoredObject.NullVersion || OrdinalOf(id) is not null;

    /// <summary>Refuses what cannot be the id of a version.</summary>
    public static void Check(string id)
    {
        if (!IsValid(id))
        {
            throw S3Errors.InvalidArgument("Invalid version id specified", "versionId", id);
        }
    }

    /// <summary>Reads the ordinal out of an id; null for <c>null</c> and for what is none.</summary>
    public static long? OrdinalOf(string id)
    {
        if (id.Length != Length)
        {
            return null;
        }

        UInt128 ordinal = 0;
        for (var i = 0; i < Length; i++)
        {
            var value = Letters.IndexOf(id[i], StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            ordinal = i < OrdinalLength ? (ordinal << BitsPerLetter) | (uint)value : ordinal;
        }

        return ordinal <= long.MaxValue ? (long)ordinal : null;
    }
}
