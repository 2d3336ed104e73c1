using Holdfast.Kernel;
using Holdfast.Kernel.Ids;
using Holdfast.Services.CloudTrail.Delivery;
using Holdfast.Services.CloudTrail.Lake.Stores;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.Lake.Imports;

/// <summary>Starts an import of log files from a bucket into an event data store, or goes on with one that failed or was stopped.</summary>
/// <param name="sources">Reads buckets as roles.</param>
internal sealed class StartImport(ImportSources sources) : IOperation<StartImportRequest, StartImportResponse>
{
    /// <summary>The service's reference names no resource; the role is passed all the same.</summary>
    public async ValueTask<Target> TargetAsync(StartImportRequest request, Call call, CancellationToken cancellationToken)
    {
        var role = request.ImportId is { } id
            ? (await call.FindImportAsync(id, cancellationToken))?.RoleArn
            : request.ImportSource?.S3.S3BucketAccessRoleArn;
        return role is null ? Target.Any : Target.Any with { Also = [PassOf(role, call)] };
    }

    public async ValueTask<StartImportResponse> ExecuteAsync(StartImportRequest request, Call call, CancellationToken cancellationToken)
    {
        var before = request.ImportId is null ? null : await RetriedAsync(request, call, cancellationToken);
        var after = before is null ? await NewAsync(request, call, cancellationToken) : before with { Status = ImportStatus.INITIALIZING, UpdatedAt = call.Now };
        await CheckStoreAsync(call, after, cancellationToken);
        if (!await call.Transaction.HasRoomAsync<PendingImport>(LakeImport.PrefixOf(call.Account, call.Region.Value), 1, cancellationToken))
        {
            throw new AccountHasOngoingImportException("An import is already in progress in your account.");
        }

        await sources.CheckAsync(after, call, cancellationToken);
        if (before is null)
        {
            call.Transaction.Insert(after);
        }
        else
        {
            call.Transaction.Replace(before, after);
            await RetryFailuresAsync(call, after, cancellationToken);
        }

        call.Transaction.Insert(new PendingImport { Import = after.Key });
        return ImportTable.Answer<StartImportResponse>(after);
    }

    private static Target PassOf(string role, Call call) => new(Arn.TryParse(role, null, out var arn) ? arn : Arn.Any)
    {
        Action = "iam:PassRole",
        Context = [new("iam:PassedToService", TrailCall.Principal)],
    };

    private static async ValueTask<LakeImport> RetriedAsync(StartImportRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request is not { Destinations: null, ImportSource: null, StartEventTime: null, EndEventTime: null })
        {
            throw new InvalidParameterException("When you retry an import, the import ID is the only parameter.");
        }

        var import = await call.ImportAsync(request.ImportId!, cancellationToken);
        return import.Status is ImportStatus.FAILED or ImportStatus.STOPPED ? import
            : import.IsActive ? throw new AccountHasOngoingImportException("An import is already in progress in your account.")
            : throw new InvalidParameterException($"The import {import.Id} cannot be retried; its status is {import.Status}.");
    }

    private static async ValueTask<LakeImport> NewAsync(StartImportRequest request, Call call, CancellationToken cancellationToken)
    {
        if (request.Destinations is not [var destination, ..] || request.ImportSource?.S3 is not { } source)
        {
            throw new InvalidParameterException("A new import needs a destination and an import source.");
        }

        if (request.StartEventTime > request.EndEventTime)
        {
            throw new InvalidParameterException("The start event time must be before the end event time.");
        }

        return new()
        {
            Account = call.Account,
            Region = call.Region.Value,
            Id = call.Ids.NewGuid().ToString(),
            Store = (await call.ActiveStoreAsync(destination, cancellationToken)).Arn,
            Location = source.S3LocationUri,
            BucketRegion = source.S3BucketRegion,
            RoleArn = source.S3BucketAccessRoleArn,
            From = request.StartEventTime,
            To = request.EndEventTime,
            Status = ImportStatus.INITIALIZING,
            CreatedAt = call.Now,
            UpdatedAt = call.Now,
        };
    }

    private static async ValueTask CheckStoreAsync(Call call, LakeImport import, CancellationToken cancellationToken)
    {
        var store = await call.ActiveStoreAsync(import.Store, cancellationToken);
        if (store.IsOfActivities)
        {
            throw new InvalidEventDataStoreCategoryException($"Trail events can be imported only into event data stores of CloudTrail events; {store.Arn} has events from outside.");
        }
    }

    private static async ValueTask RetryFailuresAsync(Call call, LakeImport import, CancellationToken cancellationToken)
    {
        foreach (var failure in await call.Transaction.ListAsync<ImportFailure>(ImportFailure.PrefixOf(import.Key), cancellationToken))
        {
            if (failure.Status == ImportFailureStatus.FAILED)
            {
                call.Transaction.Replace(failure, failure with { Status = ImportFailureStatus.RETRY, At = call.Now });
            }
        }
    }
}
