using Holdfast.Services.CloudTrail;
using Holdfast.Services.CloudTrail.Lake.Imports;

namespace Holdfast.Services.Tests.CloudTrail.Lake.Imports;

public sealed class ListImportFailuresTests : ImportTests
{
    [Fact]
    public async Task Lists_the_files_that_failed_in_the_order_of_their_keys_page_by_page()
    {
        var store = await GivenSourceAsync();
        foreach (var minute in Enumerable.Range(1, 3))
        {
            await GivenFileAsync(KeyOf(minute), "no package"u8.ToArray());
        }

        var id = await StartAsync(store);
        await RunPendingAsync();

        var first = await ListAsync(new() { ImportId = id, MaxResults = 2 });
        var second = await ListAsync(new() { ImportId = id, MaxResults = 2, NextToken = first.NextToken });
        Assert.Equal(Enumerable.Range(1, 3).Select(static minute => $"{Bucket}/{KeyOf(minute)}"), first.Failures!.Concat(second.Failures!).Select(static failure => failure.Location));
        Assert.Null(second.NextToken);
    }

    [Fact]
    public async Task Refuses_an_import_that_is_not_there_and_a_token_that_no_page_gave()
    {
        var id = await StartAsync(await GivenSourceAsync());

        await RefusedAsync("InvalidParameterException", () => ListAsync(new() { ImportId = "ee54f255-e080-4483-aa72-b1ef9fafb58e" }));
        await RefusedAsync("InvalidNextTokenException", () => ListAsync(new() { ImportId = id, NextToken = "nonsense" }));
    }

    private Task<ListImportFailuresResponse> ListAsync(ListImportFailuresRequest request) => World.CallAsync(new ListImportFailures(), request);
}
