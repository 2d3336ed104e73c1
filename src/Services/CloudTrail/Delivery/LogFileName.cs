using System.Globalization;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail.Trails;

namespace Holdfast.Services.CloudTrail.Delivery;

/// <summary>The keys of what a trail delivers, as published under "Finding your CloudTrail log files" and "CloudTrail digest file structure".</summary>
internal static class LogFileName
{
    /// <summary>The folder of log files.</summary>
    public const string LogFolder = "CloudTrail";

    /// <summary>The folder of digests.</summary>
    public const string DigestFolder = "CloudTrail-Digest";

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int UniqueLength = 16;

    /// <summary>The folder in a trail's bucket.</summary>
    public static string FolderOf(Trail trail, string folder)
        => $"{(trail.Prefix is { Length: > 0 } prefix ? prefix + "/" : "")}AWSLogs/{trail.Account}/{folder}/";

    /// <summary>The key of a log file.</summary>
    public static string LogFile(Trail trail, string region, DateTimeOffset at, IdSource ids)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{FolderOf(trail, LogFolder)}{region}/{at.UtcDateTime:yyyy'/'MM'/'dd}/{trail.Account}_CloudTrail_{region}_{at.UtcDateTime:yyyyMMdd'T'HHmm'Z'}_{UniqueOf(ids)}.json.gz");

    /// <summary>The key of a digest.</summary>
    public static string Digest(Trail trail, string region, DateTimeOffset end)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{FolderOf(trail, DigestFolder)}{region}/{end.UtcDateTime:yyyy'/'MM'/'dd}/{trail.Account}_CloudTrail-Digest_{region}_{trail.Name}_{trail.HomeRegion}_{end.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.json.gz");

    private static string UniqueOf(IdSource ids)
    {
        Span<byte> bytes = stackalloc byte[UniqueLength];
        ids.Fill(bytes);
        Span<char> unique = stackalloc char[UniqueLength];
        for (var i = 0; i < UniqueLength; i++)
        {
            unique[i] = Alphabet[bytes[i] % Alphabet.Length];
        }

        return new(unique);
    }
}
