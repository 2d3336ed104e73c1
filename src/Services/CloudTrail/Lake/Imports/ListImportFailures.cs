using Holdfast.Kernel;
using Holdfast.Kernel.Paging;

namespace Holdfast.Services.CloudTrail.Lake.Imports;

/// <summary>Lists the files that an import could not read, in the order of their keys.</summary>
internal sealed class ListImportFailures : IOperation<ListImportFailuresRequest, ListImportFailuresResponse>
{
    /// <summary>The most failures of a page, and how many it has when the request does not say.</summary>
    public const int PageSizeMax = 1_000;

    public ValueTask<Target> TargetAsync(ListImportFailuresRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<ListImportFailuresResponse> ExecuteAsync(ListImportFailuresRequest request, Call call, CancellationToken cancellationToken)
    {
        var import = await call.FindImportAsync(request.ImportId, cancellationToken) ?? throw new InvalidParameterException($"The import {request.ImportId} was not found.");
        var listing = new Listing($"import-failures/{import.Id}", request.NextToken, request.MaxResults ?? PageSizeMax, LakePages.InvalidToken);
        var page = await listing.ReadAsync<ImportFailure>(call.Transaction, ImportFailure.PrefixOf(import.Key), cancellationToken);
        return new()
        {
            Failures = [.. page.Items.Select(static failure => new ImportFailureListItemShape
            {
                Location = failure.Location,
                Status = failure.Status,
                ErrorType = failure.Kind,
                ErrorMessage = failure.Message,
                LastUpdatedTime = failure.At,
            })],
            NextToken = page.Marker,
        };
    }
}
