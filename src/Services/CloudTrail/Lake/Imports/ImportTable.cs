using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Imports;

/// <summary>Finds imports for operations, with CloudTrail's words for those that are not there.</summary>
internal static class ImportTable
{
    /// <summary>Finds an import.</summary>
    /// <exception cref="ImportNotFoundException">There is none.</exception>
    public static async ValueTask<LakeImport> ImportAsync(this Call call, string id, CancellationToken cancellationToken)
        => await call.FindImportAsync(id, cancellationToken) ?? throw new ImportNotFoundException($"The import {id} was not found.");

    /// <summary>Finds an import; null when there is none.</summary>
    public static ValueTask<LakeImport?> FindImportAsync(this Call call, string id, CancellationToken cancellationToken)
        => call.Transaction.FindAsync<LakeImport>(LakeImport.KeyOf(call.Account, call.Region.Value, id), cancellationToken);

    /// <summary>Whether an import into a store waits or runs.</summary>
    public static async ValueTask<bool> IsImportingAsync(this Call call, string storeArn, CancellationToken cancellationToken)
        => (await call.Transaction.ListAsync<LakeImport>(LakeImport.PrefixOf(call.Account, call.Region.Value), after: null, int.MaxValue, cancellationToken))
            .Any(import => import.IsActive && import.Store == storeArn);

    /// <summary>An import as answers show it.</summary>
    public static T Answer<T>(LakeImport import)
        where T : IImportAnswer, new()
        => new()
        {
            ImportId = import.Id,
            Destinations = [import.Store],
            ImportSource = new() { S3 = new() { S3LocationUri = import.Location, S3BucketRegion = import.BucketRegion, S3BucketAccessRoleArn = import.RoleArn } },
            StartEventTime = import.From,
            EndEventTime = import.To,
            ImportStatus = import.Status,
            CreatedTimestamp = import.CreatedAt,
            UpdatedTimestamp = import.UpdatedAt,
        };

    /// <summary>How far an import is.</summary>
    public static ImportStatisticsShape StatisticsOf(LakeImport import) => new()
    {
        PrefixesFound = import.FoldersFound,
        PrefixesCompleted = import.FoldersDone,
        FilesCompleted = import.Files,
        EventsCompleted = import.Events,
        FailedEntries = import.Failed,
    };
}
