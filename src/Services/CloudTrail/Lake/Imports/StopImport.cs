using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Imports;

/// <summary>Stops an import; what it brought stays, and it can be gone on with.</summary>
internal sealed class StopImport : IOperation<StopImportRequest, StopImportResponse>
{
    public ValueTask<Target> TargetAsync(StopImportRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<StopImportResponse> ExecuteAsync(StopImportRequest request, Call call, CancellationToken cancellationToken)
    {
        var before = await call.ImportAsync(request.ImportId, cancellationToken);
        if (!before.IsActive)
        {
            throw new InvalidParameterException($"The import {before.Id} cannot be stopped; its status is {before.Status}.");
        }

        var after = before with { Status = ImportStatus.STOPPED, UpdatedAt = call.Now };
        call.Transaction.Replace(before, after);
        if (await call.Transaction.FindAsync<PendingImport>(before.Key, cancellationToken) is { } pending)
        {
            call.Transaction.Delete(pending);
        }

        return ImportTable.Answer<StopImportResponse>(after) with { ImportStatistics = ImportTable.StatisticsOf(after) };
    }
}
