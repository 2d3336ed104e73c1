using System.Globalization;
using Holdfast.Services.CloudTrail.Delivery;

namespace Holdfast.Services.CloudTrail.Lake.Imports;

/// <summary>Where an import reads, and which of the objects there are log files that it wants.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">How the keys begin.</param>
/// <remarks>
/// "CloudTrail only imports events contained in the S3 bucket's CloudTrail prefix and the prefixes inside the CloudTrail prefix, and does not check prefixes for
/// other Amazon Web Services services" (StartImport); files are chosen by the date in their names, and those that are not packed with gzip are passed over.
/// </remarks>
internal sealed record ImportPlace(string Bucket, string Prefix)
{
    private const string Scheme = "s3://";
    private const string Logs = "AWSLogs";
    private const string Ending = ".json.gz";
    private const string TimeForm = "yyyyMMdd'T'HHmm'Z'";

    /// <summary>Reads the URI of a request.</summary>
    /// <exception cref="InvalidImportSourceException">It is none.</exception>
    public static ImportPlace Parse(string uri)
    {
        var rest = uri.StartsWith(Scheme, StringComparison.Ordinal) ? uri[Scheme.Length..] : "";
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var bucket = slash < 0 ? rest : rest[..slash];
        var folder = slash < 0 ? "" : rest[(slash + 1)..].TrimEnd('/');
        return bucket.Length > 0
            ? new(bucket, folder.Length == 0 ? $"{Logs}/" : $"{folder}/")
            : throw new InvalidImportSourceException($"The S3 location URI {uri} is not valid. It must have the form s3://bucket or s3://bucket/prefix/.");
    }

    /// <summary>Where a key is, as failures tell it.</summary>
    public string LocationOf(string key) => $"{Bucket}/{key}";

    /// <summary>The folder of a key.</summary>
    public static string FolderOf(string key) => key[..(key.LastIndexOf('/') + 1)];

    /// <summary>Whether an object is a log file of the stretch of time.</summary>
    public static bool Wants(string key, DateTimeOffset? from, DateTimeOffset? to)
    {
        if (!key.EndsWith(Ending, StringComparison.Ordinal))
        {
            return false;
        }

        var parts = key.Split('/');
        var logs = Array.LastIndexOf(parts, Logs);
        return (logs < 0 || Array.IndexOf(parts, LogFileName.LogFolder, logs) is var folder && folder > logs && folder <= logs + 3)
            && parts[^1].Contains($"_{LogFileName.LogFolder}_", StringComparison.Ordinal)
            && IsWithin(parts[^1], from, to);
    }

    // ACCOUNT_CloudTrail_REGION_yyyymmddThhmmZ_UNIQUE.json.gz: the name tells the minute.
    private static bool IsWithin(string name, DateTimeOffset? from, DateTimeOffset? to)
        => (from is null && to is null)
            || (name.Split('_') is [_, _, _, var time, ..]
                && DateTimeOffset.TryParseExact(time, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                && !(at.AddMinutes(1) <= from)
                && !(at > to));
}
