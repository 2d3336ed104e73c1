using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Lake.Imports;

/// <summary>Tells what an import brings where, and how far it is.</summary>
internal sealed class GetImport : IOperation<GetImportRequest, GetImportResponse>
{
    public ValueTask<Target> TargetAsync(GetImportRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<GetImportResponse> ExecuteAsync(GetImportRequest request, Call call, CancellationToken cancellationToken)
    {
        var import = await call.ImportAsync(request.ImportId, cancellationToken);
        return ImportTable.Answer<GetImportResponse>(import) with { ImportStatistics = ImportTable.StatisticsOf(import) };
    }
}
