using Holdfast.Kernel;

namespace Holdfast.Services.S3.Buckets;

/// <summary>The rules for names of general purpose buckets (S3 User Guide, "General purpose bucket naming rules").</summary>
internal static class BucketName
{
    private static readonly string[] ForbiddenStarts = ["xn--", "sthree-", "amzn-s3-demo-"];
    // Each label begins and ends with a letter or a digit, as in the names of hosts.
    private static readonly string[] ForbiddenInside = ["..", ".-", "-."];
    private static readonly string[] ForbiddenEnds = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

    /// <summary>Refuses a name that is none.</summary>
    public static void Check(string name)
    {
        if (!IsValid(name))
        {
            throw Invalid(name);
        }
    }

    /// <summary>The error that answers such a name.</summary>
    public static CommonException Invalid(string name)
        => new("InvalidBucketName", 400, "The specified bucket is not valid.") { Details = [new("BucketName", name)] };

    private static bool IsValid(string name)
        => name.Length is >= 3 and <= 63
            && name.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-')
            && char.IsAsciiLetterOrDigit(name[0])
            && char.IsAsciiLetterOrDigit(name[^1])
            && !Array.Exists(ForbiddenInside, pair => name.Contains(pair, StringComparison.Ordinal))
            && !IsAddress(name)
            && !Array.Exists(ForbiddenStarts, start => name.StartsWith(start, StringComparison.Ordinal))
            && !Array.Exists(ForbiddenEnds, end => name.EndsWith(end, StringComparison.Ordinal));

    private static bool IsAddress(string name)
        => name.Split('.') is { Length: 4 } parts && Array.TrueForAll(parts, static part => part.Length > 0 && part.All(char.IsAsciiDigit));
}
