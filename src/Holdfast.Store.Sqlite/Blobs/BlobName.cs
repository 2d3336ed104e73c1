namespace Holdfast.Store.Sqlite.Blobs;

/// <summary>What names blobs may have: none of them leaves the folder, and none depends on how a system treats letters.</summary>
internal static class BlobName
{
    private const int LengthMax = 200;

    /// <summary>Gives the name when it is one.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string Check(string name)
    {
        if (name.Length is 0 or > LengthMax || name[0] == '/' || name[^1] == '/' || name.Contains("//", StringComparison.Ordinal))
        {
            throw new ArgumentException("A blob's name has one to two hundred letters, in parts that are not empty.", nameof(name));
        }

        foreach (var letter in name)
        {
            if (letter is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '/'))
            {
                throw new ArgumentException("A blob's name has small letters, digits, hyphens and slashes.", nameof(name));
            }
        }

        return name;
    }
}
