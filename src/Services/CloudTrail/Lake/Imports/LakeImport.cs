using System.Text.Json.Serialization;
using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Imports;

/// <summary>An import of log files from a bucket into an event data store: what is imported, and how far it is.</summary>
internal sealed record LakeImport : IRecord<LakeImport>
{
    /// <summary>The collection.</summary>
    public static RecordType<LakeImport> Type { get; } = new("cloudtrail/imports", CloudTrailJson.Default.LakeImport);

    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The ARN of the store.</summary>
    public required string Store { get; init; }

    /// <summary>Where the files are, as the request says: a bucket, and perhaps a prefix.</summary>
    public required string Location { get; init; }

    /// <summary>The region of the bucket.</summary>
    public required string BucketRegion { get; init; }

    /// <summary>The role with whose rights the files are read.</summary>
    public required string RoleArn { get; init; }

    /// <summary>The status.</summary>
    public required string Status { get; init; }

    /// <summary>When it was first started.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The time before which files are left out; null for none.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The time after which files are left out; null for none.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The key through which the bucket has been read.</summary>
    public string Through { get; init; } = "";

    /// <summary>Whether the bucket has been read to its end.</summary>
    public bool IsRead { get; init; }

    /// <summary>The folder of the last file; empty before the first.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The folders in which files were found.</summary>
    public long FoldersFound { get; init; }

    /// <summary>The folders of which every file has been read.</summary>
    public long FoldersDone { get; init; }

    /// <summary>The files that were imported to their end.</summary>
    public long Files { get; init; }

    /// <summary>The events that are in the store now and were not.</summary>
    public long Events { get; init; }

    /// <summary>The files that could not be imported, or not to their end.</summary>
    public long Failed { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Account, Region, Id);

    /// <summary>Whether it waits or runs.</summary>
    [JsonIgnore]
    public bool IsActive => Status is ImportStatus.INITIALIZING or ImportStatus.InProgress;

    /// <summary>The key of an import.</summary>
    public static string KeyOf(AccountId account, string region, string id) => $"{PrefixOf(account, region)}{id}";

    /// <summary>How the keys of an account's imports in a region begin.</summary>
    public static string PrefixOf(AccountId account, string region) => $"{account.Value}/{region}/";
}
