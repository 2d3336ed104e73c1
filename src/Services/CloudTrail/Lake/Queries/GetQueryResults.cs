using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Kernel.Paging;
using Holdfast.Services.CloudTrail.Lake.Events;

namespace Holdfast.Services.CloudTrail.Lake.Queries;

/// <summary>Gives the rows of a query's answer, page by page; while there is none, its status alone.</summary>
internal sealed class GetQueryResults(LakeFiles files) : IOperation<GetQueryResultsRequest, GetQueryResultsResponse>
{
    /// <summary>The most rows of a page, and how many it has when the request does not say.</summary>
    public const int PageSizeMax = 1_000;

    public ValueTask<Target> TargetAsync(GetQueryResultsRequest request, Call call, CancellationToken cancellationToken)
        => call.QueryTargetAsync(request.QueryId, request.EventDataStore, cancellationToken);

    public async ValueTask<GetQueryResultsResponse> ExecuteAsync(GetQueryResultsRequest request, Call call, CancellationToken cancellationToken)
    {
        var query = await call.QueryAsync(request.QueryId, request.EventDataStore, cancellationToken);
        var size = LakePages.SizeOf(request.MaxQueryResults, PageSizeMax);
        var scope = $"query-results/{query.Id}";
        var from = request.NextToken is { } token
            ? int.Parse(PageMarker.Read(scope, token, LakePages.InvalidToken), CultureInfo.InvariantCulture)
            : 0;
        if (query.Answer is not { } answer)
        {
            return new() { QueryStatus = query.Status, ErrorMessage = query.Error, QueryResultRows = [] };
        }

        var rows = await AnswerReader.ReadAsync(files.Blobs, answer, from, size, cancellationToken);
        var next = from + rows.Count;
        return new()
        {
            QueryStatus = query.Status,
            QueryStatistics = new() { ResultsCount = rows.Count, TotalResultsCount = answer.Rows, BytesScanned = query.BytesScanned },
            QueryResultRows = [.. rows.Select(row => RowOf(answer, row))],
            NextToken = next < answer.Rows ? PageMarker.Write(scope, next.ToString(CultureInfo.InvariantCulture)) : null,
        };
    }

    // A column is a map of its own, so that two columns may have one name.
    private static IReadOnlyList<IReadOnlyDictionary<string, string>> RowOf(QueryAnswer answer, string?[] row)
        => [.. row.Select((value, number) => new Dictionary<string, string>(StringComparer.Ordinal) { [answer.Columns[number]] = value ?? "" })];
}
